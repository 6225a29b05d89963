import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from './json';
import { parse } from './jsonWithComments';
import { readIfThere, type Settings } from './localSettings';
import { isLogLevel, type LogLevel } from './log';
import { parseTimeSpan } from './timeSpan';

export interface QueueOptions {
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly maxDequeueCount: number;
  readonly visibilityTimeout: number;
  readonly messageEncoding: 'base64' | 'none';
}

export interface DurableOptions {
  readonly hubName: string;
  readonly maxConcurrentActivityFunctions: number;
  readonly maxConcurrentOrchestratorFunctions: number;
  readonly anyStateIsOverridable: boolean;
}

export interface HttpOptions {
  readonly routePrefix: string;
  readonly maxConcurrentRequests: number;
  readonly maxOutstandingRequests: number;
  readonly customHeaders: Readonly<Record<string, string>>;
}

/** What this host uses of host.json, checked and with the real host's defaults. */
export interface HostConfig {
  readonly http: HttpOptions;
  readonly queues: QueueOptions;
  readonly durable: DurableOptions;
  readonly functionTimeout: number | undefined;
  readonly logLevel: Readonly<Record<string, LogLevel>>;
}

/** Reads host.json, over which `AzureFunctionsJobHost__section__name` variables win. */
export function readHostJson(appDirectory: string, settings: Settings): HostConfig {
  const file = join(appDirectory, 'host.json');
  const text = readIfThere(file);
  const root = text === undefined ? { version: '2.0' } : parse(text, file);
  if (!isJsonObject(root)) throw new Error(`${file} must hold a JSON object.`);
  checkVersion(root, file);
  const values = new Values(withOverrides(root, settings));
  return {
    http: httpOptions(values),
    queues: queueOptions(values),
    durable: durableOptions(values),
    functionTimeout: timeout(values),
    logLevel: logLevels(values),
  };
}

function checkVersion(root: JsonObject, file: string): void {
  if (Object.keys(root).length === 0 || root.version === '2.0') return;
  if (root.version === undefined)
    throw new Error(`${file} is missing the required 'version' property: add "version": "2.0".`);
  throw new Error(
    `'${String(root.version)}' is an invalid value for the 'version' property of ${file}: set it to "2.0".`,
  );
}

const httpOptions = (values: Values): HttpOptions => ({
  routePrefix: values.text('extensions.http.routePrefix', 'api').replace(/^\/|\/$/g, ''),
  maxConcurrentRequests: values.integer('extensions.http.maxConcurrentRequests', -1, -1),
  maxOutstandingRequests: values.integer('extensions.http.maxOutstandingRequests', -1, -1),
  customHeaders: Object.fromEntries(values.section('extensions.http.customHeaders').map(([k, v]) => [k, String(v)])),
});

function queueOptions(values: Values): QueueOptions {
  const batchSize = values.integer('extensions.queues.batchSize', 16, 1, 32);
  const threshold = Math.max(1, Math.floor(batchSize / 2)) * availableParallelism();
  const encoding = values.text('extensions.queues.messageEncoding', 'base64').toLowerCase();
  return {
    batchSize,
    newBatchThreshold: values.integer('extensions.queues.newBatchThreshold', threshold, 0),
    maxDequeueCount: values.integer('extensions.queues.maxDequeueCount', 5, 1),
    visibilityTimeout: values.timeSpan('extensions.queues.visibilityTimeout', 0),
    messageEncoding: encoding === 'none' ? 'none' : 'base64',
  };
}

function durableOptions(values: Values): DurableOptions {
  const hubName = values.text('extensions.durableTask.hubName', 'TestHubName');
  if (!/^[a-z][a-z0-9]{2,44}$/i.test(hubName)) {
    throw new Error(
      `Task hub name '${hubName}' should contain only alphanumeric characters, start with a letter, and have length between 3 and 45.`,
    );
  }
  const cores = availableParallelism();
  const overridable = values.text('extensions.durableTask.overridableExistingInstanceStates', 'NonRunningStates');
  return {
    hubName,
    maxConcurrentActivityFunctions: values.integer(
      'extensions.durableTask.maxConcurrentActivityFunctions',
      10 * cores,
      1,
    ),
    maxConcurrentOrchestratorFunctions: values.integer(
      'extensions.durableTask.maxConcurrentOrchestratorFunctions',
      10 * cores,
      1,
    ),
    anyStateIsOverridable: overridable.toLowerCase() === 'anystate',
  };
}

function timeout(values: Values): number | undefined {
  const text = values.text('functionTimeout', '00:30:00');
  return text === '-1' ? undefined : values.timeSpan('functionTimeout', 30 * 60_000);
}

function logLevels(values: Values): Record<string, LogLevel> {
  return Object.fromEntries(
    values.section('logging.logLevel').map(([category, level]) => {
      const lower = String(level).toLowerCase();
      if (!isLogLevel(lower))
        throw new Error(`host.json: logging.logLevel.${category}: '${String(level)}' is not supported.`);
      return [category, lower];
    }),
  );
}

const overridePrefix = 'azurefunctionsjobhost__';

function withOverrides(root: JsonObject, settings: Settings): JsonObject {
  const merged = structuredClone(root);
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || !name.toLowerCase().startsWith(overridePrefix)) continue;
    put(merged, name.slice(overridePrefix.length).split(/__|:/), value);
  }
  return merged;
}

function put(target: JsonObject, [first = '', ...rest]: string[], value: string): void {
  const key = sameKey(target, first) ?? first;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const existing = target[key];
  const inner = isJsonObject(existing) ? existing : {};
  target[key] = inner;
  put(inner, rest, value);
}

const sameKey = (object: JsonObject, name: string) =>
  Object.keys(object).find(key => key.toLowerCase() === name.toLowerCase());

/** Reads dotted names without regard to case, and says which one is wrong. */
class Values {
  constructor(private readonly root: JsonObject) {}

  text(path: string, otherwise: string): string {
    const value = this.#find(path);
    return value === undefined || value === null ? otherwise : String(value);
  }

  integer(path: string, otherwise: number, lowest: number, highest = Number.MAX_SAFE_INTEGER): number {
    const value = this.#find(path) ?? otherwise;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < lowest || number > highest) {
      throw new Error(
        `host.json: ${path} must be a whole number of at least ${lowest}${highest < Number.MAX_SAFE_INTEGER ? ` and at most ${highest}` : ''}, not ${JSON.stringify(value)}.`,
      );
    }
    return number;
  }

  timeSpan(path: string, otherwise: number): number {
    const value = this.#find(path);
    if (value === undefined) return otherwise;
    const milliseconds = typeof value === 'string' ? parseTimeSpan(value) : undefined;
    if (milliseconds === undefined)
      throw new Error(`host.json: ${path} must be a time span such as "00:00:30", not ${JSON.stringify(value)}.`);
    return milliseconds;
  }

  section(path: string): [string, Json][] {
    const value = this.#find(path);
    return isJsonObject(value) ? Object.entries(value) : [];
  }

  #find(path: string): Json | undefined {
    let value: Json | undefined = this.root;
    for (const name of path.split('.')) {
      if (!isJsonObject(value)) return undefined;
      const key = sameKey(value, name);
      value = key === undefined ? undefined : value[key];
    }
    return value;
  }
}
