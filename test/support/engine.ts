import { InvocationContext } from '@azure/functions';
import { app, type OrchestrationContext, type Task } from 'durable-functions';
import type { Json } from '../../domain/json';
import { registered } from './functionsCore';

/** What an orchestrator asks for, as the engine writes it (facts: functions-host, 2.3). */
export type Action = {
  readonly actionType: number;
  readonly functionName?: string;
  readonly input?: Json;
  readonly retryOptions?: { readonly maxNumberOfAttempts: number; readonly firstRetryIntervalInMilliseconds: number };
  readonly fireAt?: string;
  readonly isCanceled?: boolean;
  readonly externalEventName?: string;
  readonly compoundActions?: readonly Action[];
};

export const actionTypes = { continueAsNew: 4, timer: 5 } as const;

/** One event of a history (facts: functions-host, 2.4). */
export type HistoryEvent = { readonly EventType: number; readonly [property: string]: Json | Date };

export const eventTypes = {
  executionStarted: 0,
  taskCompleted: 5,
  taskFailed: 6,
  timerFired: 11,
  orchestratorStarted: 12,
  eventRaised: 15,
} as const;

export type Turn<O> = {
  readonly isDone: boolean;
  readonly actions: readonly Action[];
  readonly output?: O;
  readonly customStatus?: Json;
  /** The orchestrator threw. */
  readonly error?: string;
};

export type Orchestrator<O> = (context: OrchestrationContext) => Generator<Task, O, unknown>;

/** Plays a history to an orchestrator, through the handler that durable-functions registers for it. */
export const engineFor = <O>(orchestrator: Orchestrator<O>) => {
  app.orchestration('replayed', orchestrator);
  const handler = registered.get('replayed')?.callback;
  return async (history: readonly HistoryEvent[], input: Json): Promise<Turn<O>> => {
    const trigger = {
      history,
      input,
      instanceId: 'replayed',
      isReplaying: history.length > 2,
      parentInstanceId: null,
      upperSchemaVersion: 1,
      upperSchemaVersionNew: 3,
      longRunningTimerIntervalDuration: '3.00:00:00',
      maximumShortTimerDuration: '6.00:00:00',
      defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
    };
    const state = await Promise.resolve(handler?.(trigger, new InvocationContext())).then(JSON.stringify, failedState);
    const turn: Turn<O> & { actions: readonly (readonly Action[])[] } = JSON.parse(state);
    return { ...turn, actions: turn.actions.flat() };
  };
};

/** A failure comes as the text of an error, with the state behind a label (facts: functions-host, 2.2). */
const failedState = (error: unknown): string => {
  const [, state] = String(error).split('\n\n$OutOfProcData$:');
  if (state === undefined) throw error;
  return state;
};
