import { randomUUID } from 'node:crypto';
import type { Log, LogLevel } from './log';
import { withRetry } from './retry';
import { asError } from './worker/asError';
import type { RegisteredFunction } from './worker/coreModule';
import type { BindingInfo, RetryContext, TypedData } from './worker/coreTypes';
import type { Invoked, Worker } from './worker/worker';

interface Call {
  readonly data: TypedData;
  readonly triggerMetadata?: Record<string, TypedData>;
  /** Why the function is called, for the log. */
  readonly reason: string;
  readonly invocationId?: string;
  /** Never retried: its request can be read only once. */
  readonly isOnce?: boolean;
}

/** Gives the value of an input binding that is no trigger. */
export type InputSource = (binding: BindingInfo) => TypedData;
/** Takes what a function gave to an output binding. */
export type OutputSink = (binding: BindingInfo, value: TypedData) => Promise<void>;

interface Bindings {
  readonly inputs: Readonly<Record<string, InputSource>>;
  readonly outputs: Readonly<Record<string, OutputSink>>;
}

export type Trigger = BindingInfo & { readonly name: string };

export const isTrigger = ({ type }: BindingInfo): boolean => /trigger$/i.test(type);

export function triggerOf(fn: RegisteredFunction): Trigger {
  const found = Object.entries(fn.metadata.bindings).find(([, binding]) => isTrigger(binding));
  if (!found) throw new Error(`Function '${fn.metadata.name}' has no trigger.`);
  return { ...found[1], name: found[0] };
}

/** Calls functions: fills their input bindings, watches the time, carries out their output bindings. */
export class Invoker {
  constructor(
    private readonly worker: Worker,
    private readonly bindings: Bindings,
    private readonly functionTimeout: number | undefined,
    private readonly log: Log,
  ) {}

  /** Rejects with what the function threw, after the retries that it asked for. */
  async invoke(fn: RegisteredFunction, call: Call): Promise<Invoked> {
    const { retryOptions } = fn.metadata;
    if (retryOptions === undefined || call.isOnce || !retried.includes(typeOf(fn)))
      return this.#invokeOnce(fn, call, undefined);
    return withRetry(retryOptions, retryContext => this.#invokeOnce(fn, call, retryContext));
  }

  async #invokeOnce(fn: RegisteredFunction, call: Call, retryContext: RetryContext | undefined): Promise<Invoked> {
    const { data, triggerMetadata = {}, reason, invocationId = randomUUID() } = call;
    const { name } = fn.metadata;
    const begun = performance.now();
    const log = (level: LogLevel, text: string) => this.log(level, `Function.${name}`, text);
    const ended = (outcome: string) =>
      `Executed 'Functions.${name}' (${outcome}, Id=${invocationId}, Duration=${Math.round(performance.now() - begun)}ms)`;
    log('information', `Executing 'Functions.${name}' (Reason='${reason}', Id=${invocationId})`);
    try {
      const inputData = [{ name: triggerOf(fn).name, data }, ...this.#extraInputs(fn)];
      const invocation = { invocationId, inputData, triggerMetadata, retryContext };
      const invoked = await this.#inTime(name, this.worker.invoke(fn, invocation));
      await this.#writeOutputs(fn, invoked);
      log('information', ended('Succeeded'));
      return invoked;
    } catch (error) {
      log('error', `${ended('Failed')}: ${causeText(fn, error)}`);
      throw error;
    }
  }

  #extraInputs(fn: RegisteredFunction): { name: string; data: TypedData }[] {
    return Object.entries(fn.metadata.bindings)
      .filter(([, binding]) => binding.direction === 'in' && !isTrigger(binding))
      .map(([name, binding]) => ({ name, data: this.bindings.inputs[binding.type.toLowerCase()]?.(binding) ?? {} }));
  }

  async #writeOutputs(fn: RegisteredFunction, { outputData = [], returnValue }: Invoked): Promise<void> {
    const { bindings } = fn.metadata;
    const given = returnValue ? [...outputData, { name: '$return', data: returnValue }] : outputData;
    for (const { name, data } of given) {
      const binding = bindings[name];
      if (binding) await this.bindings.outputs[binding.type.toLowerCase()]?.(binding, data);
    }
  }

  async #inTime<T>(name: string, work: Promise<T>): Promise<T> {
    if (this.functionTimeout === undefined) return work;
    const limit = this.functionTimeout;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const text = `Timeout value of ${limit / 1000} s was exceeded by function: Functions.${name}`;
      timer = setTimeout(() => reject(new Error(text)), limit);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }
}

/** Only these triggers have retries of their own; queues deliver again instead. */
const retried: readonly string[] = ['httptrigger', 'timertrigger'];

const typeOf = (fn: RegisteredFunction) => triggerOf(fn).type.toLowerCase();

/** An orchestrator's failure carries its whole state as text, which is not for the log. */
function causeText(fn: RegisteredFunction, thrown: unknown): string {
  const { message, stack } = asError(thrown);
  return typeOf(fn) === 'orchestrationtrigger' ? (message.split('\n\n$OutOfProcData$')[0] ?? '') : (stack ?? message);
}
