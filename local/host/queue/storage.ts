import { connect } from 'node:net';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Settings, setting } from '../localSettings';

const developmentStorage = 'UseDevelopmentStorage=true';
const azuriteQueuePort = 10001;

/** Finds queues by connection setting and name, as bindings give them. */
export class QueueStorage {
  readonly #services = new Map<string, QueueServiceClient>();

  constructor(private readonly settings: Settings) {}

  queue(connection: string, name: string): QueueClient {
    return this.#service(connection).getQueueClient(name);
  }

  #service(connection: string): QueueServiceClient {
    const text = this.connectionString(connection);
    const known = this.#services.get(text);
    if (known) return known;
    const service = QueueServiceClient.fromConnectionString(text);
    this.#services.set(text, service);
    return service;
  }

  connectionString(connection: string): string {
    const text = setting(this.settings, connection) ?? setting(this.settings, `AzureWebJobs${connection}`);
    if (text) return text;
    throw new Error(
      `Storage account connection string '${connection}' does not exist. Set it in local.settings.json or in the environment, for example ${connection}=${developmentStorage}.`,
    );
  }

  /** Tells how to start Azurite when an app needs it and nothing answers there. */
  async check(connection: string): Promise<void> {
    if (this.connectionString(connection).replace(/;$/, '') !== developmentStorage || (await answers(azuriteQueuePort)))
      return;
    throw new Error(
      `${connection} is ${developmentStorage}, but no Azurite answers on ports 10000-10002. Start it in another terminal: npx azurite --silent --disableTelemetry --skipApiVersionCheck --location .local/azurite`,
    );
  }
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** A queue name with its settings filled in, checked as the real host does. */
export function queueName(name: string): string {
  const lower = name.toLowerCase();
  if (/^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/.test(lower)) return lower;
  throw new Error(
    `A queue name can contain only letters, numbers, and dash(-) characters - "${lower}" (3 to 63 of them).`,
  );
}
