import { type Json, type JsonObject, tryParseJson } from '../json';
import type { HistoryEvent } from './events';
import { historyJson } from './historyJson';
import type { Instance } from './store';

export interface Shown {
  readonly input: boolean;
  readonly history: boolean;
  readonly historyOutput: boolean;
}

/** One instance as the management API shows it. */
export function statusJson(instance: Instance, shown: Shown, history: readonly HistoryEvent[]): JsonObject {
  return {
    name: instance.name,
    instanceId: instance.id,
    runtimeStatus: instance.status,
    input: shown.input ? value(instance.input) : null,
    customStatus: value(instance.customStatus),
    output: value(instance.output),
    createdTime: time(instance.created),
    lastUpdatedTime: time(instance.updated),
    ...(shown.history ? { historyEvents: historyJson(history, shown) } : {}),
  };
}

/** Texts that are not JSON, such as a failure or a reason, are shown as text. */
export const value = (text: string | null): Json => (text === null ? null : (tryParseJson(text) ?? text));

const time = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
