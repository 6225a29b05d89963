import { readConfig } from '../../config';

const connectionString = 'UseDevelopmentStorage=true';
const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems.map(({ setting }) => setting);
};

describe('the settings of the app', () => {
  it('are a connection string, and the public cloud unless told otherwise', () => {
    expect(readConfig({ AzureWebJobsStorage: connectionString })).toEqual({
      ok: true,
      config: {
        storage: { connectionString },
        resourceManager: {
          endpoint: 'https://management.azure.com',
          scope: 'https://management.azure.com/.default',
        },
      },
    });
  });

  it.each([
    ['an account', { accountName: 'acc' }],
    [
      'addresses',
      {
        tableServiceUri: 'https://acc.table.core.windows.net',
        queueServiceUri: 'https://acc.queue.core.windows.net',
      },
    ],
  ])('are %s used with an identity', (_, settings) => {
    const env = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`AzureWebJobsStorage__${name}`, value]),
    );
    expect(readConfig({ ...env, AzureWebJobsStorage__clientId: 'me' })).toMatchObject({
      config: {
        storage: {
          tableServiceUri: 'https://acc.table.core.windows.net',
          queueServiceUri: 'https://acc.queue.core.windows.net',
          clientId: 'me',
        },
      },
    });
  });

  it.each([
    [
      'https://management.chinacloudapi.cn/',
      'https://management.chinacloudapi.cn',
      'https://management.chinacloudapi.cn/.default',
    ],
    ['https://localhost:8443', 'https://localhost:8443', 'https://management.azure.com/.default'],
    ['https://127.0.0.1:1/', 'https://127.0.0.1:1', 'https://management.azure.com/.default'],
    ['https://[::1]:1', 'https://[::1]:1', 'https://management.azure.com/.default'],
    ['', 'https://management.azure.com', 'https://management.azure.com/.default'],
  ])('may name another Resource Manager: "%s"', (given, endpoint, scope) => {
    const env = { AzureWebJobsStorage: connectionString, VERNISSAGE_ARM_ENDPOINT: given };
    expect(readConfig(env)).toMatchObject({ config: { resourceManager: { endpoint, scope } } });
  });

  it.each([
    'http://localhost:8443',
    'management.azure.com',
    'https://a:b@c',
    'https://a/?x=1',
    'https://a/#x',
    'ftp://a',
  ])('must not name this one: %s', given => {
    expect(problemsOf({ AzureWebJobsStorage: connectionString, VERNISSAGE_ARM_ENDPOINT: given })).toEqual([
      'VERNISSAGE_ARM_ENDPOINT',
    ]);
  });

  const account = 'AccountName=acc;AccountKey=c2VjcmV0';
  const addresses = 'QueueEndpoint=https://acc.queue.example;TableEndpoint=https://acc.table.example';

  it.each([
    'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1',
    `DefaultEndpointsProtocol=https;${account};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=http;${account};${addresses};`,
    `BlobEndpoint=https://acc.blob.example;${addresses};SharedAccessSignature=sv=1&sig=c2VjcmV0=`,
  ])('may have the connection string %s', given => {
    expect(readConfig({ AzureWebJobsStorage: given })).toMatchObject({
      config: { storage: { connectionString: given } },
    });
  });

  it.each([
    'garbage-c2VjcmV0',
    'UseDevelopmentStorage=truec2VjcmV0',
    ' ',
    'DefaultEndpointsProtocol=https;AccountName;AccountKey=c2VjcmV0;EndpointSuffix=x',
    'DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=;EndpointSuffix=x',
    `DefaultEndpointsProtocol=https;${account}`,
    `${account};EndpointSuffix=core.windows.net`,
    'QueueEndpoint=https://acc.queue.example;SharedAccessSignature=c2VjcmV0',
    addresses,
  ])('must not have the connection string %s, and do not repeat it', given => {
    const read = readConfig({ AzureWebJobsStorage: given });
    expect(read).toMatchObject({ ok: false, problems: [{ setting: 'AzureWebJobsStorage' }] });
    expect(JSON.stringify(read)).not.toContain('c2VjcmV0');
  });

  it('are refused with every problem together', () => {
    expect(problemsOf({ VERNISSAGE_ARM_ENDPOINT: 'x' })).toEqual(['AzureWebJobsStorage', 'VERNISSAGE_ARM_ENDPOINT']);
  });

  it('are refused when half of an identity-based connection is missing', () => {
    expect(problemsOf({ AzureWebJobsStorage__queueServiceUri: 'https://acc.queue.core.windows.net' })).toEqual([
      'AzureWebJobsStorage',
    ]);
  });
});
