import { join } from 'node:path';
import { atMost, Cleanup } from './cleanup';
import { createDurable, durableInputs } from './durable/createDurable';
import { functionTable, type Hosted, withTrigger } from './functionTable';
import type { HostOptions } from './hostOptions';
import { AdminApi } from './http/adminApi';
import { type Keys, readKeys } from './http/keys';
import { type OpenPort, openPort } from './http/openPort';
import { createRoutes } from './http/routes';
import { HostServer, rpcHandler } from './http/server';
import { Invoker } from './invoker';
import { type Settings, setting } from './localSettings';
import { createQueues } from './queue/createQueues';
import { claimPlace, type Place, readSurroundings, type Surroundings } from './surroundings';
import { createTimers } from './timer/createTimers';
import { captureConsole } from './worker/captureConsole';
import { guardProcess } from './worker/guardProcess';
import { Worker } from './worker/worker';

export interface Host {
  readonly url: string;
  readonly functions: readonly string[];
  stop(): Promise<void>;
}

const usualPort = 7071;
const usualRpcPort = 17071;
/** As the real host: what still runs after that is abandoned. */
const stopsWithin = 10_000;

/**
 * Runs a Functions app in this process, as the real host with the Durable extension would.
 * One host per process: an app's modules load once.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const cleanup = new Cleanup();
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(options: HostOptions, cleanup: Cleanup): Promise<Host> {
  const place = claimPlace(options, cleanup);
  const http = await openPort(options.port, usualPort, cleanup);
  const rpc = await openPort(undefined, usualRpcPort, cleanup);
  const surroundings = readSurroundings(options, place.app, http.port);
  takeProcess(surroundings);

  const worker = await Worker.start(place.app, surroundings.log);
  cleanup.add(() => worker.stop());
  const functions = functionTable(
    worker.functions.filter(({ metadata }) => !isDisabled(metadata.name, surroundings.settings)),
  );
  await run({ options, place, surroundings, http, rpc, worker, functions }, cleanup);
  return {
    url: urlOf(http),
    functions: functions.map(({ name }) => name),
    stop: () => cleanup.run(),
  };
}

/** The app lives in this process: it gets the settings as its environment, and its console goes to the log. */
function takeProcess({ settings, log }: Surroundings): void {
  Object.assign(process.env, settings);
  captureConsole(log);
  guardProcess(log);
}

const isDisabled = (name: string, settings: Settings) =>
  /^(1|true)$/i.test(setting(settings, `AzureWebJobs.${name}.Disabled`) ?? '');

const urlOf = ({ port }: OpenPort) => `http://localhost:${port}`;

interface Loaded {
  readonly options: HostOptions;
  readonly place: Place;
  readonly surroundings: Surroundings;
  readonly http: OpenPort;
  readonly rpc: OpenPort;
  readonly worker: Worker;
  readonly functions: readonly Hosted[];
}

/** Puts triggers, bindings and the durable engine together and sets them going. */
async function run(loaded: Loaded, cleanup: Cleanup): Promise<void> {
  const { functions, place, http, rpc, worker } = loaded;
  const { settings, config, log } = loaded.surroundings;
  const keys = readKeys(keysFile(place));
  const queues = createQueues(functions, config.queues, settings, log);
  const hub = hubOf(loaded, keys);
  const bindings = { inputs: durableInputs(hub), outputs: { queue: queues.output } };
  const invoker = new Invoker(worker, bindings, config.functionTimeout, log);
  const durable = createDurable({
    file: join(place.state, 'orchestrations.db'),
    functions,
    invoker,
    hub,
    options: { ...config.durable, timeFactor: loaded.options.timeFactor ?? 1 },
    log,
  });
  cleanup.add(() => durable.stop());
  const timers = createTimers(functions, { settings, state: place.state, invoker, log });
  const listeners = await queues.listen(invoker);

  const byHand = (hosted: Hosted, input: string) =>
    timers.runByHand(hosted, input) ?? queues.runByHand(invoker, hosted, input);
  http.handleWith(createServer(loaded, { invoker, keys, durable: durable.api, byHand }).handle);
  rpc.handleWith(rpcHandler(durable.api, log));
  durable.start();
  listeners.start();
  timers.start();
  cleanup.add(() => atMost(stopsWithin, Promise.all([http.close(), listeners.stop(), timers.stop()])));
}

const keysFile = ({ state }: Place) => join(state, 'keys.json');

const hubOf = ({ http, rpc, surroundings: { config } }: Loaded, keys: Keys) => ({
  baseUrl: `${urlOf(http)}/runtime/webhooks/durabletask`,
  rpcBaseUrl: `http://127.0.0.1:${rpc.port}/durabletask/`,
  hubName: config.durable.hubName,
  key: keys.durabletask,
});

interface Answering {
  readonly invoker: Invoker;
  readonly keys: Keys;
  readonly durable: ConstructorParameters<typeof HostServer>[0]['durable'];
  readonly byHand: (hosted: Hosted, input: string) => Promise<unknown>;
}

function createServer(
  { functions, options, place, worker, surroundings }: Loaded,
  { byHand, ...answering }: Answering,
): HostServer {
  const { config, log } = surroundings;
  const { auth = false } = options;
  const routes = createRoutes(withTrigger(functions, 'httpTrigger'), config.http.routePrefix);
  const admin = new AdminApi({ functions, routes, keys: answering.keys, auth, run: byHand, log });
  if (auth) log('warning', 'Host', `Keys are asked for; they are in ${keysFile(place)}`);
  return new HostServer({ ...answering, routes, httpUri: worker.httpUri, admin, auth, options: config.http, log });
}
