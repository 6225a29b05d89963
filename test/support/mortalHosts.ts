import { join } from 'node:path';
import { AzureEndpoints, appEnvironment } from '../../local/endpoints';
import { startAzurite, type TestAzurite } from './azurite';
import { type LocalAzureClient, localAzure } from './localAzure';
import { MortalHost } from './MortalHost';
import { requestsQueue } from './requestsQueue';
import { packageRoot, type StartedCommand, startCommand } from './startCommand';

/** A host with a storage of its own, and the local Azure that it shares with the other lanes. */
export interface Lane {
  readonly host: MortalHost;
  readonly storage: string;
  readonly queue: ReturnType<typeof requestsQueue>;
  readonly azure: LocalAzureClient;
}

interface Pace {
  /** How many times faster than the real Azure the local one is; 600 makes a version in about a second. */
  readonly speed?: number;
  /** How many times faster durable timers run. */
  readonly timeFactor?: number;
}

/** Hosts to be killed, so many side by side, over storage and an Azure that stay; all gone after the tests of the file. */
export const usingMortalHosts = (
  name: string,
  count: number,
  { speed = 600, timeFactor = 1 }: Pace = {},
): (() => readonly Lane[]) => {
  const dir = join(packageRoot, '.local', 'test', name);
  const lanes: Lane[] = [];
  const cleanup: (() => Promise<unknown>)[] = [];

  const startLane = async (n: number, endpoints: AzureEndpoints, azure: LocalAzureClient): Promise<Lane> => {
    const azurite: TestAzurite = await startAzurite();
    cleanup.push(() => azurite.stop());
    const storage = azurite.connectionString;
    const env = appEnvironment(endpoints, storage);
    const host = await MortalHost.start({ dir: join(dir, `host${n}`), env, args: ['--time-factor', `${timeFactor}`] });
    cleanup.push(() => host.kill());
    return { host, storage, queue: requestsQueue(storage), azure };
  };

  beforeAll(async () => {
    const command = startAzure(join(dir, 'azure'), speed);
    cleanup.push(() => stop(command));
    const endpoints = AzureEndpoints.parse(JSON.parse(await command.line()));
    const azure = await localAzure(endpoints);
    const numbers = Array.from({ length: count }, (_, n) => n);
    lanes.push(...(await Promise.all(numbers.map(n => startLane(n, endpoints, azure)))));
  });
  afterAll(async () => {
    for (const step of cleanup.reverse()) await step();
  });
  return () => lanes;
};

const startAzure = (stateDir: string, speed: number): StartedCommand =>
  startCommand(process.execPath, [
    'dist/vernissage.js',
    'azure',
    '--json',
    '--speed',
    `${speed}`,
    '--state-dir',
    stateDir,
  ]);

const stop = async ({ child, ended }: StartedCommand): Promise<void> => {
  child.kill('SIGTERM');
  await ended;
};
