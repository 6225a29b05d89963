import { randomUUID } from 'node:crypto';
import type { Log } from './log';
import { asError } from './worker/asError';
import type { RegisteredFunction } from './worker/coreModule';
import type { BindingInfo, TypedData } from './worker/coreTypes';
import type { Invoked, Worker } from './worker/worker';

interface Call {
  readonly data: TypedData;
  readonly triggerMetadata?: Record<string, TypedData>;
  /** Why the function is called, for the log. */
  readonly reason: string;
  readonly invocationId?: string;
}

/** Gives the value of an input binding that is no trigger. */
export type InputSource = (binding: BindingInfo) => TypedData;
/** Takes what a function gave to an output binding. */
export type OutputSink = (binding: BindingInfo, value: TypedData) => Promise<void>;

export interface Bindings {
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

  async invoke(
    fn: RegisteredFunction,
    { data, triggerMetadata = {}, reason, invocationId = randomUUID() }: Call,
  ): Promise<Invoked> {
    const { name } = fn.metadata;
    const begun = performance.now();
    const ended = (outcome: string) =>
      `Executed 'Functions.${name}' (${outcome}, Id=${invocationId}, Duration=${Math.round(performance.now() - begun)}ms)`;
    this.log(
      'information',
      `Function.${name}`,
      `Executing 'Functions.${name}' (Reason='${reason}', Id=${invocationId})`,
    );
    try {
      const inputData = [{ name: triggerOf(fn).name, data }, ...this.#extraInputs(fn)];
      const invoked = await this.#inTime(name, this.worker.invoke(fn, { invocationId, inputData, triggerMetadata }));
      await this.#writeOutputs(fn, invoked);
      this.log('information', `Function.${name}`, ended('Succeeded'));
      return invoked;
    } catch (error) {
      const { message, stack } = asError(error);
      this.log(
        'error',
        `Function.${name}`,
        `${ended('Failed')}: ${isOrchestrator(fn) ? message.split('\n\n$OutOfProcData$')[0] : (stack ?? message)}`,
      );
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

const isOrchestrator = (fn: RegisteredFunction) => triggerOf(fn).type.toLowerCase() === 'orchestrationtrigger';
