import type { Invoker } from '../invoker';
import { isJsonObject, type Json, messageOf, parseJson, tryParseJson } from '../json';
import type { RegisteredFunction } from '../worker/coreModule';
import { type Action, parseAction, UnsupportedAction } from './actions';
import { EventType, type HistoryEvent } from './events';

/** What the orchestrator function made of its history. */
export interface OrchestratorResult {
  readonly isDone: boolean;
  readonly actions: readonly Action[];
  readonly output: Json;
  readonly customStatus: Json | undefined;
  /** Text of the error that ended it, if one did. */
  readonly error: string | undefined;
  /** Whether the error is this host's own, which ends the instance whatever its history says. */
  readonly isFatal: boolean;
}

const outOfProcLabel = '\n\n$OutOfProcData$:';

/** Calls the orchestrator once with its whole history; durable-functions replays it from the start. */
export async function runOrchestrator(
  invoker: Invoker,
  fn: RegisteredFunction,
  instanceId: string,
  past: readonly HistoryEvent[],
  fresh: readonly HistoryEvent[],
): Promise<OrchestratorResult> {
  const payload = triggerPayload(instanceId, past, fresh);
  const data = { string: JSON.stringify(payload) };
  try {
    const { returnValue } = await invoker.invoke(fn, { data, reason: `Orchestration '${instanceId}'` });
    return readState(returnValue?.json === undefined ? null : parseJson(returnValue.json));
  } catch (error) {
    return readFailure(messageOf(error));
  }
}

function triggerPayload(instanceId: string, past: readonly HistoryEvent[], fresh: readonly HistoryEvent[]) {
  const history = [...past.map(event => ({ ...event, IsPlayed: isCompletion(event) })), ...fresh];
  const started = history.find(event => event.EventType === EventType.ExecutionStarted);
  const input = started?.EventType === EventType.ExecutionStarted ? started.Input : null;
  const parent = started?.EventType === EventType.ExecutionStarted ? started.ParentInstance : null;
  return {
    history,
    input: input === null ? null : (tryParseJson(input) ?? null),
    instanceId,
    isReplaying: past.length > 0,
    parentInstanceId: parent?.OrchestrationInstance.InstanceId ?? null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: '3.00:00:00',
    maximumShortTimerDuration: '6.00:00:00',
    defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
  };
}

const isCompletion = ({ EventType: type }: HistoryEvent) =>
  type === EventType.TaskCompleted ||
  type === EventType.TaskFailed ||
  type === EventType.SubOrchestrationInstanceCompleted ||
  type === EventType.SubOrchestrationInstanceFailed ||
  type === EventType.TimerFired ||
  type === EventType.EventRaised ||
  type === EventType.ExecutionStarted;

function readState(state: Json): OrchestratorResult {
  if (!isJsonObject(state)) return failed('It returned no state. Is it registered with durable-functions 3?');
  const lists = Array.isArray(state.actions) ? state.actions : [];
  const { isDone, output = null, customStatus, error } = state;
  const text = typeof error === 'string' && error !== '' ? error : undefined;
  try {
    const actions = (Array.isArray(lists[0]) ? lists[0] : []).map(parseAction);
    return { isDone: isDone === true, actions, output, customStatus, error: text, isFatal: false };
  } catch (fault) {
    if (fault instanceof UnsupportedAction) return failed(fault.message, true);
    throw fault;
  }
}

/** A rejection without the label is a failure of the framework itself: no actions are known then. */
function readFailure(message: string): OrchestratorResult {
  const at = message.indexOf(outOfProcLabel);
  return at < 0 ? failed(message) : readState(parseJson(message.slice(at + outOfProcLabel.length)));
}

/** What a call comes to that gave no state: no actions are known then. */
export const failed = (error: string, isFatal = false): OrchestratorResult => ({
  isDone: false,
  actions: [],
  output: null,
  customStatus: undefined,
  error,
  isFatal,
});
