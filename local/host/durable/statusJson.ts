import type { JsonObject } from '../json';
import type { HistoryEvent } from './events';
import { historyJson } from './historyJson';
import type { Instance } from './rows';
import { type Shown, value } from './shown';

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

const time = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
