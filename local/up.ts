import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAzurite } from './azurite';
import { AzureEndpoints, endpointsOf } from './endpoints';
import { jsonLine } from './jsonLine';
import { Processes } from './Processes';
import type { Stack, StackOptions } from './Stack';
import { startHost } from './startHost';
import { claimStateDir } from './stateDir';

export type { Stack, StackOptions } from './Stack';

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
    const { endpoints, host } = await untilAborted(start(processes, options), options.signal);
    await writeWhole(endpointsFile, `${JSON.stringify(endpoints, null, 2)}\n`);
    const { pid: hostPid, functions, functionKey } = host;
    const { logDir, failed } = processes;
    return { endpoints, functions, functionKey, hostPid, endpointsFile, logDir, failed, stop };
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
  const host = await startHost(processes, options, { azure, storage });
  return { endpoints: endpointsOf(azure, storage, host), host };
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
