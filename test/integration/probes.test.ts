import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { createProbes } from '../../azure/probes';
import { anAzure } from '../support/anAzure';
import { azureHttpClient } from '../support/azureHttpClient';
import { startAzurite, type TestAzurite } from '../support/azurite';

let azurite: TestAzurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

const local = anAzure();

type World = { httpClient?: HttpClient; endpoint?: string; token?: () => Promise<string>; connection?: string };

const probesWith = ({
  httpClient = azureHttpClient(local.azure),
  endpoint = 'https://localhost',
  token = local.tokenFor,
  connection = azurite.connectionString,
}: World = {}) =>
  createProbes({
    credential: { getToken: async () => ({ token: await token(), expiresOnTimestamp: 0 }) },
    httpClient,
    resourceManager: { endpoint, scope: 'https://management.azure.com/.default' },
    queue: () => new QueueClient(connection, 'probed'),
    table: () => TableClient.fromConnectionString(connection, 'Probed', { allowInsecureConnection: true }),
  });

describe('the probes of the health check', () => {
  it('pass when everything works, again and again', async () => {
    for (const probes of [probesWith(), probesWith()]) {
      await probes.storage();
      await probes.token();
      await probes.resourceManager();
    }
  });

  it('name a Resource Manager that nobody listens at', async () => {
    const probes = probesWith({ httpClient: createDefaultHttpClient(), endpoint: 'https://127.0.0.1:9' });
    await expect(probes.resourceManager()).rejects.toThrow('127.0.0.1:9');
  });

  it('name a Resource Manager that does not take the token', async () => {
    const probes = probesWith({ token: async () => 'of another' });
    await expect(probes.resourceManager()).rejects.toThrow('https://localhost answered 401');
  });

  it('say of a wrong key that it is wrong, without it', async () => {
    const wrong = Buffer.from('another key').toString('base64');
    const probes = probesWith({
      connection: azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${wrong}`),
    });
    await expect(probes.storage()).rejects.toThrow(
      /refused access to its queues .*key or signature in AzureWebJobsStorage is wrong/,
    );
    await expect(probes.storage()).rejects.not.toThrow(wrong);
  });
});
