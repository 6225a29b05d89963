import type { Log, LogLevel } from '../log';
import { injectCoreModule, type RegisteredFunction, Registry } from './coreModule';
import type {
  CoreInvocationContext,
  HookCallback,
  InvocationResponse,
  ProgrammingModel,
  RetryContext,
  TypedData,
} from './coreTypes';
import { loadApp } from './loadApp';
import { onLoopback } from './onLoopback';

interface Invocation {
  readonly invocationId: string;
  readonly inputData: { name: string; data: TypedData }[];
  readonly triggerMetadata?: Record<string, TypedData>;
  readonly retryContext?: RetryContext | undefined;
}

export type Invoked = InvocationResponse & { readonly returnedNothing: boolean };

/** Runs the app's functions in this process, as the real host's language worker does in its own. */
export class Worker {
  private constructor(
    private readonly registry: Registry,
    private readonly model: ProgrammingModel,
    private readonly log: Log,
    private readonly appHookData: object,
    /** Where the app itself listens, when it asked for HTTP streams. */
    readonly httpUri: string | undefined,
  ) {}

  static async start(directory: string, log: Log): Promise<Worker> {
    const registry = new Registry();
    injectCoreModule(registry, log);
    await loadApp(directory);
    const model = registry.programmingModel;
    if (!model) {
      throw new Error(
        'The app registered no function. Does its entry point require the app\'s own copy of "@azure/functions" (version 4)?',
      );
    }
    const appHookData = {};
    await runHooks(registry.hooks.appStart, { hookData: {}, appHookData, functionAppDirectory: directory });
    const capabilities = (await onLoopback(async () => model.getCapabilities?.({}))) ?? {};
    registry.lock();
    return new Worker(registry, model, log, appHookData, capabilities.HttpUri);
  }

  get functions(): RegisteredFunction[] {
    return [...this.registry.functions.values()];
  }

  /** Calls one function with all hooks around it; rejects with what the handler threw. */
  async invoke(fn: RegisteredFunction, invocation: Invocation): Promise<Invoked> {
    const core = this.#coreContext(fn, invocation);
    const model = this.model.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();

    const shared = { hookData: {}, appHookData: this.appHookData, invocationContext: context };
    const before = { ...shared, functionCallback: fn.callback, inputs };
    core.state = 'preInvocationHooks';
    await runHooks(this.registry.hooks.preInvocation, before);

    core.state = 'invocation';
    const outcome: { result: unknown; error: unknown } = { result: null, error: null };
    const after = { ...shared, inputs: before.inputs, ...outcome };
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error;
    }
    core.state = 'postInvocationHooks';
    await runHooks(this.registry.hooks.postInvocation, after);
    if (after.error !== null && after.error !== undefined) throw after.error;
    const response = await model.getResponse(context, after.result);
    return { ...response, returnedNothing: after.result === undefined || after.result === null };
  }

  async stop(): Promise<void> {
    await runHooks(this.registry.hooks.appTerminate, { hookData: {}, appHookData: this.appHookData });
  }

  #coreContext(fn: RegisteredFunction, invocation: Invocation): CoreInvocationContext {
    const { name } = fn.metadata;
    const { invocationId, inputData, triggerMetadata = {}, retryContext } = invocation;
    return {
      invocationId,
      metadata: fn.metadata,
      state: undefined,
      request: {
        invocationId,
        inputData,
        triggerMetadata,
        traceContext: { traceParent: traceParent(invocationId) },
        ...(retryContext === undefined ? {} : { retryContext }),
      },
      log: (level: LogLevel, category: string, message: string) =>
        this.#logOf(name, invocationId, level, category, message),
    };
  }

  #logOf(name: string, invocationId: string, level: LogLevel, category: string, message: string): void {
    const entry = { level, message, category, invocationContext: { invocationId, functionName: name }, hookData: {} };
    for (const hook of this.registry.hooks.log) hook(entry);
    this.log(entry.level, category === 'user' ? `Function.${name}.User` : `Function.${name}`, entry.message);
  }
}

const traceParent = (id: string) => `00-${id.replaceAll('-', '')}-${id.replaceAll('-', '').slice(0, 16)}-00`;

async function runHooks(hooks: readonly HookCallback[], context: Record<string, unknown>): Promise<void> {
  for (const hook of hooks) await hook(context);
}
