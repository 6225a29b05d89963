import { createClients } from '../../azure/clients';
import { managementPorts } from '../../azure/connect';
import { anAzure } from './anAzure';
import { azureHttpClient } from './azureHttpClient';

const endpoint = 'https://localhost';

/** A local Azure in this process, and our ports over the real SDK clients that talk to it. */
export const anAzureWithPorts = () => {
  const local = anAzure();
  // Its clock jumps ahead of ours: a token of a moment ago may have expired, so that none is kept.
  const credential = { getToken: async () => ({ token: await local.tokenFor(), expiresOnTimestamp: 0 }) };
  const resourceManager = { endpoint, scope: 'https://management.azure.com/.default' };
  const clients = createClients(credential, resourceManager, azureHttpClient(local.azure));
  return { ...local, ports: managementPorts(clients, endpoint) };
};
