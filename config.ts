/** Where the storage of the app is: a connection string, or addresses used with the app's own identity. */
export type StorageConfig =
  | { readonly connectionString: string }
  | { readonly tableServiceUri: string; readonly queueServiceUri: string; readonly clientId?: string };

export interface Config {
  readonly storage: StorageConfig;
  readonly resourceManager: { readonly endpoint: string; readonly scope: string };
}

export type ConfigProblem = { readonly setting: string; readonly message: string };

type Read<T> = { readonly value: T } | { readonly problem: ConfigProblem };

type Environment = Readonly<Record<string, string | undefined>>;

const publicResourceManager = 'https://management.azure.com';

/**
 * The settings of the app. `AzureWebJobsStorage` (a connection string), or `AzureWebJobsStorage__accountName`, or both
 * `AzureWebJobsStorage__tableServiceUri` and `…__queueServiceUri` with an optional `…__clientId`;
 * `VERNISSAGE_ARM_ENDPOINT`: Resource Manager of another cloud, or the local Azure. Reports every problem together.
 */
export const readConfig = (
  env: Environment,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] } => {
  const storage = readStorage(env);
  const resourceManager = readResourceManager(env);
  if ('value' in storage && 'value' in resourceManager) {
    return { ok: true, config: { storage: storage.value, resourceManager: resourceManager.value } };
  }
  return { ok: false, problems: [storage, resourceManager].flatMap(read => ('problem' in read ? [read.problem] : [])) };
};

const readStorage = (env: Environment): Read<StorageConfig> => {
  const connectionString = env.AzureWebJobsStorage;
  if (connectionString) return readConnectionString(connectionString);
  const account = env.AzureWebJobsStorage__accountName;
  const tableServiceUri =
    env.AzureWebJobsStorage__tableServiceUri ?? (account && `https://${account}.table.core.windows.net`);
  const queueServiceUri =
    env.AzureWebJobsStorage__queueServiceUri ?? (account && `https://${account}.queue.core.windows.net`);
  if (tableServiceUri && queueServiceUri) {
    return { value: { tableServiceUri, queueServiceUri, clientId: env.AzureWebJobsStorage__clientId } };
  }
  const message =
    'is not set. Give a connection string ("UseDevelopmentStorage=true" for Azurite), or AzureWebJobsStorage__accountName for an identity-based connection.';
  return { problem: { setting: 'AzureWebJobsStorage', message } };
};

/** Its form alone, as Azure's SDKs want it: that it works is told by the health check. The value stays unsaid. */
const readConnectionString = (connectionString: string): Read<StorageConfig> => {
  const setting = 'AzureWebJobsStorage';
  if (/^UseDevelopmentStorage=true(;|$)/.test(connectionString)) return { value: { connectionString } };
  const parts = new Map(
    [...connectionString.matchAll(/([^;=]+)=([^;]*)/g)].map(([, name, value]) => [name?.trim(), value]),
  );
  const has = (...names: readonly string[]) => names.every(name => parts.get(name));
  const withKey = has('DefaultEndpointsProtocol', 'AccountName', 'AccountKey');
  const addressed = has('QueueEndpoint', 'TableEndpoint');
  if (withKey && (addressed || has('EndpointSuffix'))) return { value: { connectionString } };
  if (has('SharedAccessSignature') && addressed) return { value: { connectionString } };
  const message =
    'is not a connection string of a storage account. Copy one from its "Access keys" in the portal (DefaultEndpointsProtocol, AccountName, AccountKey and EndpointSuffix) or "Shared access signature" (SharedAccessSignature, QueueEndpoint, TableEndpoint, BlobEndpoint), or give "UseDevelopmentStorage=true" for Azurite.';
  return { problem: { setting, message } };
};

const readResourceManager = (env: Environment): Read<Config['resourceManager']> => {
  const setting = 'VERNISSAGE_ARM_ENDPOINT';
  const given = env[setting] || publicResourceManager;
  const url = URL.parse(given);
  if (url?.protocol !== 'https:' || url.username || url.search || url.hash) {
    return { problem: { setting, message: 'must be an https address such as https://management.azure.com.' } };
  }
  // The local Azure takes the tokens of the public cloud; a sovereign cloud has an audience of its own.
  const audience = isLoopback(url) ? publicResourceManager : url.origin;
  return { value: { endpoint: url.href.replace(/\/$/, ''), scope: `${audience}/.default` } };
};

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
