import type { Json } from '../json';
import type { Decision } from './decision';
import {
  type EventRaised,
  EventType,
  type ExecutionCompleted,
  type ExecutionStarted,
  eventBase,
  type HistoryEvent,
  type RuntimeStatus,
} from './events';
import type { OrchestratorResult } from './runOrchestrator';
import { type Known, Shim } from './shim';

/** What one step of an orchestration comes to, before it is written down. */
export interface Episode {
  /** To append to history: what was given, what was decided, and the frame around both. */
  readonly events: readonly HistoryEvent[];
  readonly decisions: readonly [number, Decision][];
  readonly status: RuntimeStatus;
  readonly output: string | null;
  readonly customStatus: string | null;
  /** The text of the error alone, for a parent's history. */
  readonly error: string | undefined;
  readonly next: { readonly input: string; readonly events: readonly EventRaised[] } | undefined;
}

const customStatusLimit = 16;

export interface EpisodeInput {
  readonly name: string;
  /** What the generation before left; it stands until this one says something. */
  readonly carriedStatus: string | null;
  readonly past: readonly HistoryEvent[];
  /** OrchestratorStarted, then the messages this step handles. */
  readonly fresh: readonly HistoryEvent[];
  readonly result: OrchestratorResult;
  readonly known: Known;
}

/** Judges one step: pure, so that a step that was not committed can simply be taken again. */
export function judgeEpisode({ name, carriedStatus, past, fresh, result, known }: EpisodeInput): Episode {
  const now = new Date(fresh[0]?.Timestamp ?? 0);
  const shim = new Shim(result.actions, known);
  shim.replay([...past, ...fresh]);
  const end = ending(name, shim, result);
  const decisions = shim.decisions;
  const events = [...fresh, ...decisions.map(([id, decision]) => scheduled(id, decision, now, [...past, ...fresh]))];
  const ended = end === undefined ? [] : [completed(end, now, shim.takeId())];
  return {
    events: [...events, ...ended, { EventType: EventType.OrchestratorCompleted, ...eventBase(now) }],
    decisions,
    status: end?.status ?? (shim.isSuspended ? 'Suspended' : 'Running'),
    output: end?.output ?? suspensionReason([...past, ...fresh]),
    customStatus:
      end?.customStatus === null ? null : (customStatusOf(result) ?? (past.length === 0 ? carriedStatus : null)),
    error: end?.error,
    next: nextGeneration(shim),
  };
}

/** An instance is terminated whatever its orchestrator would say. */
export function terminateEpisode(
  fresh: readonly HistoryEvent[],
  reason: string,
  customStatus: string | null,
  id: number,
): Episode {
  const now = new Date(fresh[0]?.Timestamp ?? 0);
  const end = { status: 'Terminated' as const, output: reason };
  return {
    events: [...fresh, completed(end, now, id), { EventType: EventType.OrchestratorCompleted, ...eventBase(now) }],
    decisions: [],
    ...end,
    customStatus,
    error: undefined,
    next: undefined,
  };
}

interface Ending {
  readonly status: 'Completed' | 'Failed' | 'Terminated';
  readonly output: string;
  readonly error?: string;
  readonly customStatus?: null;
}

function ending(name: string, shim: Shim, result: OrchestratorResult): Ending | undefined {
  if (result.isFatal && result.error !== undefined) return failed(name, result.error);
  if (shim.failure !== undefined) return { status: 'Failed', output: shim.failure, error: shim.failure };
  if (shim.isSuspended) return undefined;
  const tooLarge = customStatusProblem(result);
  if (tooLarge !== undefined) return failed(name, tooLarge, { customStatus: null });
  if (!shim.isIdle || shim.continuedAsNew !== undefined) return undefined;
  if (result.error !== undefined) return failed(name, result.error);
  return result.isDone ? { status: 'Completed', output: JSON.stringify(result.output) } : undefined;
}

const failed = (name: string, error: string, more: { customStatus?: null } = {}): Ending => ({
  status: 'Failed',
  output: `Orchestrator function '${name}' failed: ${error.trimEnd()}`,
  error,
  ...more,
});

function customStatusProblem(result: OrchestratorResult): string | undefined {
  const size = Math.floor(((customStatusOf(result) ?? '').length * 2) / 1024);
  if (size <= customStatusLimit) return undefined;
  return `The UTF-16 size of the JSON-serialized payload must not exceed ${customStatusLimit} KB. The current payload size is ${size} KB.`;
}

const customStatusOf = ({ customStatus }: OrchestratorResult): string | null =>
  customStatus === undefined ? null : JSON.stringify(customStatus);

function suspensionReason(history: readonly HistoryEvent[]): string | null {
  const last = history.findLast(
    event => event.EventType === EventType.ExecutionSuspended || event.EventType === EventType.ExecutionResumed,
  );
  if (last?.EventType === EventType.ExecutionSuspended || last?.EventType === EventType.ExecutionResumed)
    return last.Reason;
  return null;
}

function nextGeneration(shim: Shim): Episode['next'] {
  if (shim.continuedAsNew === undefined || !shim.isIdle || shim.failure !== undefined) return undefined;
  return { input: continuedInput(shim.continuedAsNew.input), events: shim.carriedEvents };
}

/** durable-functions sends text JSON-encoded once more, which the extension keeps as it is. */
const continuedInput = (input: Json): string => JSON.stringify(input);

function scheduled(id: number, decision: Decision, now: Date, history: readonly HistoryEvent[]): HistoryEvent {
  const base = eventBase(now, id);
  switch (decision.kind) {
    case 'task':
      return { EventType: EventType.TaskScheduled, ...base, Name: decision.name, Version: '', Input: null };
    case 'timer':
      return { EventType: EventType.TimerCreated, ...base, FireAt: decision.fireAt.toISOString() };
    case 'subOrchestration':
      return {
        EventType: EventType.SubOrchestrationInstanceCreated,
        ...base,
        Name: decision.name,
        Version: '',
        InstanceId: decision.instanceId ?? `${executionOf(history)}:${id.toString(16)}`,
        Input: null,
      };
  }
}

const executionOf = (history: readonly HistoryEvent[]): string =>
  history.find((event): event is ExecutionStarted => event.EventType === EventType.ExecutionStarted)
    ?.OrchestrationInstance.ExecutionId ?? '';

const completed = (
  { status, output }: { status: RuntimeStatus; output: string },
  now: Date,
  id: number,
): ExecutionCompleted => ({
  EventType: EventType.ExecutionCompleted,
  ...eventBase(now, id),
  OrchestrationStatus: status,
  Result: output,
});
