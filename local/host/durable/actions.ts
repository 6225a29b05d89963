import { isJsonObject, type Json, type JsonObject } from '../json';

export interface RetryOptions {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
}

/** A call of an activity or of another orchestrator. */
export type Call =
  | { readonly kind: 'activity'; readonly name: string; readonly input: Json; readonly retry?: RetryOptions }
  | {
      readonly kind: 'subOrchestration';
      readonly name: string;
      readonly input: Json;
      readonly instanceId?: string;
      readonly retry?: RetryOptions;
    };

/** One thing the orchestrator asked for, as durable-functions lists it. */
export type Action =
  | Call
  | { readonly kind: 'continueAsNew'; readonly input: Json }
  | { readonly kind: 'timer'; readonly fireAt: Date; readonly isCanceled: boolean }
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'any' | 'all'; readonly actions: readonly Action[] };

/** The orchestrator asked for something that this host does not have. */
export class UnsupportedAction extends Error {}

/** Reads one action of the list that durable-functions returns. */
export function parseAction(action: Json): Action {
  if (!isJsonObject(action)) throw new Error('An action must be an object.');
  const input = action.input ?? null;
  switch (action.actionType) {
    case 0:
      return { kind: 'activity', name: text(action, 'functionName'), input };
    case 1:
      return { kind: 'activity', name: text(action, 'functionName'), input, retry: retryOptions(action) };
    case 2:
      return { ...child(action), input };
    case 3:
      return { ...child(action), input, retry: retryOptions(action) };
    case 4:
      return { kind: 'continueAsNew', input };
    case 5:
      return { kind: 'timer', fireAt: new Date(text(action, 'fireAt')), isCanceled: action.isCanceled === true };
    case 6:
      return { kind: 'event', name: text(action, 'externalEventName') };
    case 11:
      return { kind: 'any', actions: list(action.compoundActions).map(parseAction) };
    case 12:
      return { kind: 'all', actions: list(action.compoundActions).map(parseAction) };
    default:
      throw new UnsupportedAction(
        `The local host does not support ${unsupported(action.actionType)} in an orchestrator.`,
      );
  }
}

function unsupported(actionType: Json | undefined): string {
  if (actionType === 8) return 'callHttp (make the request in an activity)';
  if (actionType === 7 || actionType === 9 || actionType === 10) return 'entities';
  if (actionType === 13 || actionType === 14) return 'entity locks';
  return `the action ${JSON.stringify(actionType)}`;
}

function child(action: JsonObject) {
  const instanceId = action.instanceId;
  const own = typeof instanceId === 'string' && instanceId !== '' ? { instanceId } : {};
  return { kind: 'subOrchestration' as const, name: text(action, 'functionName'), ...own };
}

function retryOptions(action: JsonObject): RetryOptions {
  const options = action.retryOptions;
  if (!isJsonObject(options)) throw new Error('A retried call needs retryOptions.');
  const number = (name: string) => (typeof options[name] === 'number' ? { [name]: options[name] } : {});
  return {
    firstRetryIntervalInMilliseconds: Number(options.firstRetryIntervalInMilliseconds),
    maxNumberOfAttempts: Number(options.maxNumberOfAttempts),
    ...number('backoffCoefficient'),
    ...number('maxRetryIntervalInMilliseconds'),
  };
}

function text(action: JsonObject, name: string): string {
  const value = action[name];
  if (typeof value !== 'string') throw new Error(`An action has no ${name}.`);
  return value;
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
