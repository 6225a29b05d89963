import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAzurite } from './azurite';
import { AzureEndpoints, appEnvironment, type Endpoints, endpointsOf, HostEndpoints } from './endpoints';
import { jsonLine } from './jsonLine';
import { Processes } from './Processes';
import { packageRoot } from './packageRoot';
import { claimStateDir } from './stateDir';

export interface StackOptions {
  /** Where everything is kept: data, logs, `endpoints.json`. */
  readonly stateDir: string;
  /** Forget what a stack kept there before. */
  readonly fresh?: boolean;
  /** The Functions app to run; ours by default. */
  readonly app?: string;
  /** Port of the local host; 7071 by default, or a free one when that is taken. */
  readonly port?: number;
  /** Take free ports everywhere, even when the usual ones are free. */
  readonly anyPorts?: boolean;
  /** How many times faster than the real Azure the local one is. */
  readonly speed?: number;
  /** Ask for function keys, as the deployed host does. */
  readonly auth?: boolean;
  /** More environment for the app. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

/** A running local stack. */
export interface Stack {
  readonly endpoints: Endpoints;
  readonly functions: readonly string[];
  /** Process id of the local host. */
  readonly hostPid: number;
  readonly endpointsFile: string;
  readonly logDir: string;
  /** Resolves with the reason when a part of the stack ends unasked. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts the local stack: Azurite, the local Azure and the local host, each a process of its own. Leaves nothing
 * running when it fails.
 *
 * @example const stack = await up({ stateDir: '.local' });
 */
export const up = async (options: StackOptions): Promise<Stack> => {
  const { release } = await claimStateDir(options.stateDir);
  if (options.fresh) await forget(options.stateDir);
  const processes = new Processes(join(options.stateDir, 'logs'));
  const endpointsFile = join(options.stateDir, 'endpoints.json');
  const stop = async (): Promise<void> => {
    await rm(endpointsFile, { force: true });
    await processes.stop();
    await release();
  };
  try {
    const { endpoints, functions, hostPid } = await untilAborted(start(processes, options), options.signal);
    await writeWhole(endpointsFile, `${JSON.stringify(endpoints, null, 2)}\n`);
    return { endpoints, functions, hostPid, endpointsFile, logDir: processes.logDir, failed: processes.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const start = async (processes: Processes, options: StackOptions) => {
  const { stateDir, anyPorts = false } = options;
  const [storage, azure] = await Promise.all([
    startAzurite(processes, { location: join(stateDir, 'azurite'), anyPorts }),
    startAzure(processes, options),
  ]);
  const host = await startHost(processes, options, appEnvironment(azure, storage));
  return { endpoints: endpointsOf(azure, storage, host), functions: host.functions, hostPid: host.pid };
};

const startAzure = (processes: Processes, { stateDir, anyPorts, speed }: StackOptions): Promise<AzureEndpoints> =>
  processes.start({
    name: 'The local Azure',
    log: 'azure.log',
    args: [
      ...['azure', '--json', '--state-dir', join(stateDir, 'azure')],
      ...(anyPorts ? ['--port', '0'] : []),
      ...(speed === undefined ? [] : ['--speed', `${speed}`]),
    ],
    ready: jsonLine(AzureEndpoints),
  });

const startHost = (
  processes: Processes,
  { stateDir, app = packageRoot, port, anyPorts, auth, env }: StackOptions,
  appEnv: Record<string, string>,
): Promise<HostEndpoints> => {
  const given = port ?? (anyPorts ? 0 : undefined);
  return processes.start({
    name: 'The local host',
    log: 'host.log',
    args: [
      ...['host', '--json', '--app', app, '--state', join(stateDir, 'host')],
      ...(given === undefined ? [] : ['--port', `${given}`]),
      ...(auth ? ['--auth'] : []),
    ],
    env: { ...env, ...appEnv },
    ready: jsonLine(HostEndpoints),
  });
};

const untilAborted = <T>(work: Promise<T>, signal?: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    work.then(resolve, reject);
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** What a stack keeps in its folder. Others may keep things beside it. */
const kept = ['azurite', 'azure', 'host', 'logs', 'endpoints.json'];

const forget = async (stateDir: string): Promise<void> => {
  for (const part of kept) await rm(join(stateDir, part), { recursive: true, force: true });
};

/** Readers find the old file or the new one, never half of one. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
};
