import { TableClient } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Ports } from '../activities/ports';
import type { Config, StorageConfig } from '../config';
import type { Dependencies } from '../functions/ports';
import { type Clients, createClients } from './clients';
import { createGalleries } from './galleries';
import { createImageDefinitions } from './imageDefinitions';
import { createImageVersions } from './imageVersions';
import { createPoisonQueue, requestsQueue } from './poisonQueue';
import { createProbes } from './probes';
import { createPublications } from './publications';
import { createResourceGroups } from './resourceGroups';
import { createRoleAssignments } from './roleAssignments';
import { createSources } from './sources';

const publicationsTable = 'VernissagePublications';

/** Every port over Azure's own SDKs. Opens no connection: that is done by the first call. */
export const connect = ({ storage, resourceManager }: Config): Ports & Dependencies => {
  const credential = new DefaultAzureCredential();
  const clients = createClients(credential, resourceManager);
  const queues = queueService(storage);
  return {
    ...managementPorts(clients, resourceManager.endpoint),
    publications: createPublications(() => tableClient(storage)),
    poisonQueue: createPoisonQueue(name => queues().getQueueClient(name)),
    probes: createProbes({
      credential,
      httpClient: clients.httpClient,
      resourceManager,
      queue: () => queues().getQueueClient(requestsQueue),
      table: () => tableClient(storage),
    }),
  };
};

/** The ports over Azure Resource Manager. */
export const managementPorts = (clients: Clients, endpoint: string): Omit<Ports, 'publications'> => ({
  resourceGroups: createResourceGroups(clients),
  galleries: createGalleries(clients),
  imageDefinitions: createImageDefinitions(clients),
  imageVersions: createImageVersions(clients, endpoint),
  sources: createSources(clients),
  roleAssignments: createRoleAssignments(clients),
});

const tableClient = (storage: StorageConfig): TableClient =>
  'connectionString' in storage
    ? TableClient.fromConnectionString(storage.connectionString, publicationsTable, { allowInsecureConnection: true })
    : new TableClient(storage.tableServiceUri, publicationsTable, identityOf(storage.clientId));

const queueService = (storage: StorageConfig): (() => QueueServiceClient) => {
  let made: QueueServiceClient | undefined;
  return () => {
    made ??=
      'connectionString' in storage
        ? QueueServiceClient.fromConnectionString(storage.connectionString)
        : new QueueServiceClient(storage.queueServiceUri, identityOf(storage.clientId));
    return made;
  };
};

const identityOf = (managedIdentityClientId?: string) =>
  new DefaultAzureCredential(managedIdentityClientId ? { managedIdentityClientId } : {});
