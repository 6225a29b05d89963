import { z } from 'zod';

/** What `vernissage azure --json` says when it is ready. */
export const AzureEndpoints = z.object({
  resourceManager: z.url(),
  entra: z.url(),
  graph: z.url(),
  identity: z.object({ endpoint: z.url(), header: z.string() }),
  control: z.url(),
  caFile: z.string(),
  tenantId: z.guid(),
  subscriptionId: z.guid(),
  clientId: z.guid(),
  clientSecret: z.string(),
});
export type AzureEndpoints = z.infer<typeof AzureEndpoints>;

/** What `vernissage host --json` says when it is ready. */
export const HostEndpoints = z.object({ url: z.url(), pid: z.int(), functions: z.array(z.string()) });
export type HostEndpoints = z.infer<typeof HostEndpoints>;

/** Where everything of a stack is: the content of `endpoints.json`. */
export interface Endpoints extends AzureEndpoints {
  readonly host: string;
  /** The storage connection string. */
  readonly storage: string;
  /** What the app needs, on any host, to use the local Azure. */
  readonly env: Readonly<Record<string, string>>;
  /** What Azure's SDKs in other programs need. */
  readonly sdkEnv: Readonly<Record<string, string>>;
}

/** Without a client secret: with one, DefaultAzureCredential would not take the managed identity. */
export const appEnvironment = (azure: AzureEndpoints, storage: string): Record<string, string> => ({
  IDENTITY_ENDPOINT: azure.identity.endpoint,
  IDENTITY_HEADER: azure.identity.header,
  NODE_EXTRA_CA_CERTS: azure.caFile,
  AzureWebJobsStorage: storage,
  VERNISSAGE_ARM_ENDPOINT: azure.resourceManager,
  VERNISSAGE_GRAPH_ENDPOINT: azure.graph,
});

const sdkEnvironment = (azure: AzureEndpoints): Record<string, string> => ({
  AZURE_TENANT_ID: azure.tenantId,
  AZURE_CLIENT_ID: azure.clientId,
  AZURE_CLIENT_SECRET: azure.clientSecret,
  AZURE_AUTHORITY_HOST: azure.entra,
  SSL_CERT_FILE: azure.caFile,
  REQUESTS_CA_BUNDLE: azure.caFile,
});

export const endpointsOf = (azure: AzureEndpoints, storage: string, host: HostEndpoints): Endpoints => ({
  host: host.url,
  ...azure,
  storage,
  env: appEnvironment(azure, storage),
  sdkEnv: sdkEnvironment(azure),
});
