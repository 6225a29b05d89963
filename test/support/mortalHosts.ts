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

/** Hosts to be killed, so many side by side, over storage and an Azure that stay; all gone after the tests of the file. */
export const usingMortalHosts = (name: string, count: number): (() => readonly Lane[]) => {
  const dir = join(packageRoot, '.local', 'test', name);
  const lanes: Lane[] = [];
  const cleanup: (() => Promise<unknown>)[] = [];

  const startLane = async (n: number, endpoints: AzureEndpoints, azure: LocalAzureClient): Promise<Lane> => {
    const azurite: TestAzurite = await startAzurite();
    cleanup.push(() => azurite.stop());
    const storage = azurite.connectionString;
    const host = await MortalHost.start(join(dir, `host${n}`), appEnvironment(endpoints, storage));
    cleanup.push(() => host.kill());
    return { host, storage, queue: requestsQueue(storage), azure };
  };

  beforeAll(async () => {
    const command = startAzure(join(dir, 'azure'));
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

const startAzure = (stateDir: string): StartedCommand =>
  startCommand(process.execPath, ['dist/vernissage.js', 'azure', '--json', '--speed', '600', '--state-dir', stateDir]);

const stop = async ({ child, ended }: StartedCommand): Promise<void> => {
  child.kill('SIGTERM');
  await ended;
};
