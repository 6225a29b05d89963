/** The numbers by which Durable names its history events. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventRaised: 15,
  GenericEvent: 17,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
} as const;
export type EventType = (typeof EventType)[keyof typeof EventType];

type Event<T extends keyof typeof EventType, Fields = unknown> = {
  EventType: (typeof EventType)[T];
  EventId: number;
  IsPlayed: boolean;
  Timestamp: string;
} & Fields;

export interface ParentInstance {
  OrchestrationInstance: { InstanceId: string; ExecutionId: string };
  Name: string;
  TaskScheduleId: number;
}

export type ExecutionStarted = Event<
  'ExecutionStarted',
  {
    Name: string;
    Version: string;
    Input: string | null;
    OrchestrationInstance: { InstanceId: string; ExecutionId: string };
    ParentInstance: ParentInstance | null;
    Generation: number | null;
  }
>;
export type ExecutionCompleted = Event<
  'ExecutionCompleted',
  { OrchestrationStatus: RuntimeStatus; Result: string | null }
>;
export type ExecutionTerminated = Event<'ExecutionTerminated', { Input: string }>;
export type TaskScheduled = Event<'TaskScheduled', { Name: string; Version: string; Input: null }>;
export type TaskCompleted = Event<'TaskCompleted', { TaskScheduledId: number; Result: string | null }>;
export type Failure = { TaskScheduledId: number; Reason: string; Details: string | null };
export type TaskFailed = Event<'TaskFailed', Failure>;
export type SubOrchestrationCreated = Event<
  'SubOrchestrationInstanceCreated',
  { Name: string; Version: string; InstanceId: string; Input: null }
>;
export type SubOrchestrationCompleted = Event<
  'SubOrchestrationInstanceCompleted',
  { TaskScheduledId: number; Result: string | null }
>;
export type SubOrchestrationFailed = Event<'SubOrchestrationInstanceFailed', Failure>;
export type TimerCreated = Event<'TimerCreated', { FireAt: string }>;
export type TimerFired = Event<'TimerFired', { TimerId: number; FireAt: string }>;
export type OrchestratorStarted = Event<'OrchestratorStarted'>;
export type OrchestratorCompleted = Event<'OrchestratorCompleted'>;
export type EventRaised = Event<'EventRaised', { Name: string; Input: string | null }>;
export type ExecutionSuspended = Event<'ExecutionSuspended', { Reason: string }>;
export type ExecutionResumed = Event<'ExecutionResumed', { Reason: string }>;
export type GenericEvent = Event<'GenericEvent', { Data: string | null }>;

export type HistoryEvent =
  | ExecutionStarted
  | ExecutionCompleted
  | ExecutionTerminated
  | TaskScheduled
  | TaskCompleted
  | TaskFailed
  | SubOrchestrationCreated
  | SubOrchestrationCompleted
  | SubOrchestrationFailed
  | TimerCreated
  | TimerFired
  | OrchestratorStarted
  | OrchestratorCompleted
  | EventRaised
  | ExecutionSuspended
  | ExecutionResumed
  | GenericEvent;

const runtimeStatuses = ['Pending', 'Running', 'Suspended', 'Completed', 'Failed', 'Terminated'] as const;
export type RuntimeStatus = (typeof runtimeStatuses)[number];

export function parseStatus(text: string): RuntimeStatus {
  const status = runtimeStatuses.find(known => known === text);
  if (status === undefined) throw new Error(`'${text}' is no status of an orchestration.`);
  return status;
}

const terminalStatuses: readonly RuntimeStatus[] = ['Completed', 'Failed', 'Terminated'];
export const isTerminal = (status: RuntimeStatus): boolean => terminalStatuses.includes(status);

/** What every event has beside its own fields; ids below zero mean "not scheduled by the orchestrator". */
export const eventBase = (at: Date, id = -1) => ({ EventId: id, IsPlayed: false, Timestamp: at.toISOString() });

export const eventTypeName = (type: EventType): string =>
  Object.entries(EventType).find(([, number]) => number === type)?.[0] ?? String(type);

export function parseEvent(text: string): HistoryEvent {
  const event: HistoryEvent = JSON.parse(text);
  return event;
}
