import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createDurable } from './durable/createDurable';
import { functionTable, type Hosted, withTrigger } from './functionTable';
import { readHostJson } from './hostJson';
import { AdminApi } from './http/adminApi';
import { readKeys } from './http/keys';
import { type Listening, listen } from './http/listen';
import { createRoutes } from './http/routes';
import { HostServer, rpcHandler } from './http/server';
import { type Bindings, Invoker } from './invoker';
import { readSettings, setting } from './localSettings';
import { lockState } from './lock';
import { createLog } from './log';
import { createQueues } from './queue/createQueues';
import { createTimers } from './timer/createTimers';
import { captureConsole } from './worker/captureConsole';
import { guardProcess } from './worker/guardProcess';
import { Worker } from './worker/worker';

export interface HostOptions {
  /** The folder of the app: its package.json, host.json, local.settings.json. */
  readonly app: string;
  /** Left out: 7071, or a free one when that is taken. */
  readonly port?: number;
  readonly auth?: boolean;
  /** Where orchestrations, keys and schedules are kept; default `.local` in the app's folder. */
  readonly state?: string;
  readonly timeFactor?: number;
  readonly verbose?: boolean;
  readonly write?: (line: string) => void;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Host {
  readonly url: string;
  readonly functions: readonly string[];
  stop(): Promise<void>;
}

const usualPort = 7071;
const usualRpcPort = 17071;

/**
 * Runs a Functions app in this process, as the real host with the Durable extension would.
 * One host per process: an app's modules load once.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const stack = new Cleanup();
  try {
    return await start(options, stack);
  } catch (error) {
    await stack.run();
    throw error;
  }
}

async function start(options: HostOptions, cleanup: Cleanup): Promise<Host> {
  const app = resolve(options.app);
  const state = resolve(options.state ?? join(app, '.local'));
  mkdirSync(state, { recursive: true });
  const lock = lockState(state);
  cleanup.add(() => lock.release());
  const server = await openPort(options, cleanup);

  const settings = readSettings(app, options.env ?? process.env, server.listening.port);
  const config = readHostJson(app, settings);
  const log = createLog({
    logLevel: config.logLevel,
    verbose: options.verbose ?? false,
    write: options.write ?? console.error,
  });
  Object.assign(process.env, settings);
  captureConsole(log);
  guardProcess(log);

  const worker = await Worker.start(app, log);
  cleanup.add(() => worker.stop());
  const functions = functionTable(worker.functions.filter(({ metadata }) => !isDisabled(metadata.name, settings)));
  const keysFile = join(state, 'keys.json');
  const keys = readKeys(keysFile);

  const queues = createQueues(functions, config.queues, settings, log);
  const rpc = await openRpc(cleanup);
  const url = `http://localhost:${server.listening.port}`;
  const hub = {
    baseUrl: `${url}/runtime/webhooks/durabletask`,
    rpcBaseUrl: `http://127.0.0.1:${rpc.listening.port}/durabletask/`,
    hubName: config.durable.hubName,
    key: keys.durabletask,
  };
  const bindings: Bindings = { inputs: {}, outputs: { queue: queues.output } };
  const invoker = new Invoker(worker, bindings, config.functionTimeout, log);
  const durable = createDurable({
    file: join(state, 'orchestrations.db'),
    functions,
    invoker,
    hub,
    options: { ...config.durable, timeFactor: options.timeFactor ?? 1 },
    log,
  });
  cleanup.add(() => durable.stop());
  Object.assign(bindings.inputs, durable.inputs);

  const timers = createTimers(functions, { settings, state, invoker, log });
  const listeners = await queues.listen(invoker);
  const routes = createRoutes(withTrigger(functions, 'httpTrigger'), config.http.routePrefix);
  const run = (hosted: Hosted, input: string) =>
    timers.runByHand(hosted, input) ?? queues.runByHand(invoker, hosted, input);
  const auth = options.auth ?? false;
  const admin = new AdminApi({ functions, routes, keys, auth, run, log });
  const http = new HostServer({
    routes,
    invoker,
    httpUri: worker.httpUri,
    durable: durable.api,
    admin,
    keys,
    auth,
    options: config.http,
    log,
  });
  server.handleWith(http.handle);
  rpc.handleWith(rpcHandler(durable.api, log));
  durable.start();
  listeners.start();
  timers.start();
  cleanup.add(async () => {
    await Promise.all([listeners.stop(), timers.stop()]);
  });
  if (auth) log('warning', 'Host', `Keys are asked for; they are in ${keysFile}`);
  return { url, functions: functions.map(({ name }) => name), stop: () => cleanup.run() };
}

const isDisabled = (name: string, settings: Readonly<Record<string, string>>) =>
  /^(1|true)$/i.test(setting(settings, `AzureWebJobs.${name}.Disabled`) ?? '');

type Handler = Parameters<typeof listen>[0];
interface OpenPort {
  readonly listening: Listening;
  handleWith(handler: Handler): void;
}

const openPort = ({ port }: HostOptions, cleanup: Cleanup) => open(port ?? usualPort, port === undefined, cleanup);
const openRpc = (cleanup: Cleanup) => open(usualRpcPort, true, cleanup);

/** Listens before anything can be answered: the app is told its port while it loads. */
async function open(port: number, orFree: boolean, cleanup: Cleanup): Promise<OpenPort> {
  let handler: Handler = (_request, response) => response.writeHead(503).end('Function host is not running.');
  const listening = await listen((request, response) => handler(request, response), { port, orFree });
  cleanup.add(() => listening.close());
  return {
    listening,
    handleWith: next => {
      handler = next;
    },
  };
}

/** What has to be undone at the end, last first. */
class Cleanup {
  readonly #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}
