import Module from 'node:module';
import type { Log, LogLevel } from '../log';
import type { FunctionCallback, FunctionMetadata, HookCallback, HookName, ProgrammingModel } from './coreTypes';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

const hookNames: readonly HookName[] = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'];
const coreModuleName = '@azure/functions-core';

/** What the app registers while it loads; after `lock()` it can register no more. */
export class Registry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly hooks: Record<HookName, HookCallback[]> = {
    preInvocation: [],
    postInvocation: [],
    appStart: [],
    appTerminate: [],
    log: [],
  };
  programmingModel: ProgrammingModel | undefined;
  #locked = false;

  lock(): void {
    this.#locked = true;
  }

  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    const id = metadata.functionId ?? metadata.name;
    if (this.#locked) throw new Error('A function can only be registered during app startup.');
    if (this.functions.has(id)) throw new Error(`A function with id "${id}" has already been registered.`);
    this.functions.set(id, { metadata, callback });
    return new Disposable(() => this.functions.delete(id));
  }

  registerHook(name: string, callback: HookCallback): Disposable {
    const known = hookNames.find(hook => hook === name);
    if (known === undefined) throw new RangeError(`Unrecognized hook "${name}"`);
    this.hooks[known].push(callback);
    return new Disposable(() => {
      this.hooks[known] = this.hooks[known].filter(other => other !== callback);
    });
  }
}

class Disposable {
  constructor(private readonly undo: () => void) {}

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of disposables) each.dispose();
    });
  }

  dispose(): void {
    this.undo();
  }
}

/**
 * Answers every `require('@azure/functions-core')` with our own module, as the real worker does.
 * Must run before the app loads: @azure/functions looks for it once, and registers nothing without it.
 */
export function injectCoreModule(registry: Registry, log: Log): void {
  const core = {
    version: '3.10.1',
    hostVersion: '4.1037.0',
    Disposable,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      registry.registerFunction(metadata, callback),
    registerHook: (name: string, callback: HookCallback) => registry.registerHook(name, callback),
    setProgrammingModel: (model: ProgrammingModel) => {
      registry.programmingModel = model;
    },
    getProgrammingModel: () => registry.programmingModel,
    log: (level: LogLevel, category: string, message: string) => log(level, `Worker.${category}`, message),
  };
  const original = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: Module, id: string) {
    return id === coreModuleName ? core : original.call(this, id);
  }, original);
}
