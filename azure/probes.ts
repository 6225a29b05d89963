import { createHttpHeaders, createPipelineRequest, isRestError, type RestError } from '@azure/core-rest-pipeline';
import type { TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import type { QueueClient } from '@azure/storage-queue';
import type { Config } from '../config';
import type { Probes } from '../functions/ports';
import type { Clients } from './clients';

type World = Pick<Clients, 'httpClient'> & {
  readonly credential: TokenCredential;
  readonly resourceManager: Config['resourceManager'];
  readonly queue: () => QueueClient;
  readonly table: () => TableClient;
};

/** Whether what the app stands on works, with calls that need no right on any resource of Azure. */
export const createProbes = ({ credential, httpClient, resourceManager, queue, table }: World): Probes => {
  const { endpoint, scope } = resourceManager;
  const token = async () => {
    const given = await credential.getToken(scope);
    if (!given) throw new Error('The identity of the app got no token.');
    return given.token;
  };
  return {
    storage: async () => {
      await inStorage('queues', () => queue().createIfNotExists());
      await inStorage('tables', () => table().createTable());
    },
    token: async () => {
      await token();
    },
    resourceManager: async () => {
      // Lists nothing for an identity without rights, and refuses nobody who has a token.
      const url = `${endpoint}/subscriptions?api-version=2022-12-01`;
      const headers = createHttpHeaders({ authorization: `Bearer ${await token()}` });
      const { status } = await httpClient.sendRequest(createPipelineRequest({ url, headers, timeout: 10_000 }));
      if (status !== 200) throw new Error(`${endpoint} answered ${status} when asked for the subscriptions.`);
    },
  };
};

const inStorage = async (what: 'queues' | 'tables', call: () => Promise<unknown>): Promise<void> => {
  try {
    await call();
  } catch (error) {
    if (isRestError(error) && error.statusCode === 403) throw new Error(refusal(what, error), { cause: error });
    throw error;
  }
};

const refusal = (what: string, { code = 'HTTP 403' }: RestError): string =>
  `The storage account refused access to its ${what} (${code}). The key or signature in AzureWebJobsStorage is wrong, or the identity of the app lacks the role Storage Queue Data Contributor or Storage Table Data Contributor, or the account's firewall keeps the app out.`;
