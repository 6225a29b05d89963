import type { Decision } from './decision';
import { EventType, type SubOrchestrationCreated, type TaskScheduled, type TimerCreated } from './events';

export type ScheduledEvent = TaskScheduled | TimerCreated | SubOrchestrationCreated;

const question = 'Was a change made to the orchestrator code after this instance had already started running?';
const previously = 'Non-Deterministic workflow detected: A previous execution of this orchestration';

const actionNames: Record<Decision['kind'], string> = {
  task: 'ScheduleTaskOrchestratorAction',
  subOrchestration: 'CreateSubOrchestrationAction',
  timer: 'CreateTimerOrchestratorAction',
};

/** The real extension's words when history and replay disagree; undefined when they agree. */
export function disagreement(event: ScheduledEvent, decision: Decision | undefined): string | undefined {
  if (decision === undefined) return `${previously} ${notYet(event)} ${question}`;
  const { what, kind, name } = described(event);
  if (decision.kind !== kind) {
    return `${previously} ${what}, but the current orchestration replay instead produced a ${actionNames[decision.kind]} action with this sequence number. ${question}`;
  }
  if (name === undefined || decision.kind === 'timer' || sameName(decision.name, name)) return undefined;
  const noun = kind === 'task' ? 'an activity task' : 'a sub-orchestration';
  return `${previously} ${what}, but the current orchestration replay instead scheduled ${noun} named '${decision.name}' with this sequence number. ${question}`;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function notYet(event: ScheduledEvent): string {
  const missing = "but the current replay execution hasn't (yet?)";
  if (event.EventType === EventType.TimerCreated) {
    return `created a timer with ID ${event.EventId}, ${missing} created this timer.`;
  }
  const id = event.EventId;
  return event.EventType === EventType.TaskScheduled
    ? `scheduled an activity task with sequence ID ${id} and name '${event.Name}' (version '${event.Version}'), ${missing} scheduled this task.`
    : `scheduled a sub-orchestration task with sequence ID ${id} and name '${event.Name}' (version '${event.Version}', instance ID '${event.InstanceId}'), ${missing} scheduled this task.`;
}

function described(event: ScheduledEvent): { what: string; kind: Decision['kind']; name?: string } {
  const id = event.EventId;
  if (event.EventType === EventType.TimerCreated)
    return { what: `scheduled a timer task with sequence number ${id}`, kind: 'timer' };
  return event.EventType === EventType.TaskScheduled
    ? {
        what: `scheduled an activity task with sequence number ${id} named '${event.Name}'`,
        kind: 'task',
        name: event.Name,
      }
    : {
        what: `scheduled a sub-orchestration task with sequence number ${id} named '${event.Name}'`,
        kind: 'subOrchestration',
        name: event.Name,
      };
}
