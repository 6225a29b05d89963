import type { Json, JsonObject } from '../json';
import {
  EventType,
  eventTypeName,
  type HistoryEvent,
  type SubOrchestrationCreated,
  type TaskScheduled,
} from './events';
import { type Shown, value } from './shown';

/** Two scheduled events with one id: the real extension answers 400 to that. */
export class DuplicateKeyError extends Error {}

type Scheduled = TaskScheduled | SubOrchestrationCreated;

/**
 * History as the management API shows it: frames are left out, and a task that has ended is one event,
 * with what is known of its start.
 */
export function historyJson(history: readonly HistoryEvent[], shown: Shown): Json[] {
  const scheduled = scheduledEvents(history);
  const ended = new Set(history.flatMap(event => ('TaskScheduledId' in event ? [event.TaskScheduledId] : [])));
  return history.filter(event => isShown(event, ended)).map(event => ordered(fields(event, scheduled, shown)));
}

function scheduledEvents(history: readonly HistoryEvent[]): Map<number, Scheduled> {
  const scheduled = new Map<number, Scheduled>();
  for (const event of history) {
    if (event.EventType !== EventType.TaskScheduled && event.EventType !== EventType.SubOrchestrationInstanceCreated)
      continue;
    if (scheduled.has(event.EventId)) {
      throw new DuplicateKeyError(
        `An item with the same key has already been added. Key: ${eventTypeName(event.EventType)}_${event.EventId}`,
      );
    }
    scheduled.set(event.EventId, event);
  }
  return scheduled;
}

function isShown(event: HistoryEvent, ended: ReadonlySet<number>): boolean {
  switch (event.EventType) {
    case EventType.OrchestratorStarted:
    case EventType.OrchestratorCompleted:
      return false;
    case EventType.TaskScheduled:
    case EventType.SubOrchestrationInstanceCreated:
      return !ended.has(event.EventId);
    default:
      return true;
  }
}

function fields(event: HistoryEvent, scheduled: ReadonlyMap<number, Scheduled>, shown: Shown): JsonObject {
  const result = (text: string | null): JsonObject => (shown.historyOutput ? { Result: value(text) } : {});
  switch (event.EventType) {
    case EventType.ExecutionStarted:
      return {
        ...(shown.input ? { Input: event.Input } : {}),
        Correlation: null,
        ParentTraceContext: null,
        ScheduledStartTime: null,
        Generation: event.Generation,
        GenerateNewTrace: false,
        FunctionName: event.Name,
        ...common(event),
      };
    case EventType.ExecutionCompleted:
      return {
        OrchestrationStatus: event.OrchestrationStatus,
        ...result(event.Result),
        FailureDetails: null,
        ...common(event),
      };
    case EventType.TaskCompleted:
    case EventType.SubOrchestrationInstanceCompleted:
      return { ...result(event.Result), ...common(event), ...startOf(scheduled.get(event.TaskScheduledId), shown) };
    case EventType.TaskFailed:
    case EventType.SubOrchestrationInstanceFailed:
      return {
        Reason: event.Reason,
        Details: event.Details,
        FailureDetails: null,
        ...common(event),
        ...startOf(scheduled.get(event.TaskScheduledId), shown),
      };
    case EventType.TaskScheduled:
      return {
        Name: event.Name,
        ...(shown.input ? { Input: null } : {}),
        Tags: null,
        ParentTraceContext: null,
        ...common(event),
      };
    case EventType.SubOrchestrationInstanceCreated:
      return {
        Name: event.Name,
        InstanceId: event.InstanceId,
        ...(shown.input ? { Input: null } : {}),
        ClientSpanId: null,
        Tags: null,
        ...common(event),
      };
    case EventType.EventRaised:
      return {
        Name: event.Name,
        ...(shown.input ? { Input: event.Input } : {}),
        ParentTraceContext: null,
        ...common(event),
      };
    default: {
      const {
        EventId: _id,
        IsPlayed: _played,
        EventType: _type,
        TimerId: _timer,
        ...rest
      } = { TimerId: null, ...event };
      return { ...rest, ...common(event) };
    }
  }
}

const common = (event: HistoryEvent): JsonObject => ({
  EventType: eventTypeName(event.EventType),
  Timestamp: event.Timestamp,
});

function startOf(scheduled: Scheduled | undefined, shown: Shown): JsonObject {
  if (scheduled === undefined) return {};
  return {
    ScheduledTime: scheduled.Timestamp,
    FunctionName: scheduled.Name,
    ...('InstanceId' in scheduled ? { InstanceId: scheduled.InstanceId } : {}),
    ...(shown.input ? { Input: null } : {}),
  };
}

const ordered = ({ EventType: type = null, ...rest }: JsonObject): JsonObject => ({ EventType: type, ...rest });
