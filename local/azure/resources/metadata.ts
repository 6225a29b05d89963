import { ok, type Reply } from '../shared/Reply';
import type { Call } from '../shared/service';

export const metadataPath = (pathname: string): boolean => /^\/metadata\/endpoints\/?$/i.test(pathname);

/** Which endpoints this cloud has: until 2019 an array of clouds, from 2022 on one object. Needs no token. */
export const metadataEndpoints = ({ url }: Call): Reply => {
  const apiVersion = url.searchParams.get('api-version') ?? '';
  return ok(apiVersion >= '2022-09-01' ? { ...cloud(url.origin), ...newer(url.origin) } : [cloud(url.origin)]);
};

const cloud = (origin: string) => ({
  portal: 'https://portal.azure.com',
  authentication: {
    loginEndpoint: `${origin}/`,
    audiences: [`${origin}/`, 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  },
  media: 'https://rest.media.azure.net',
  graphAudience: `${origin}/graph/`,
  graph: `${origin}/graph/`,
  name: 'AzureCloud',
  suffixes: {
    azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
    acrLoginServer: 'azurecr.io',
    sqlServerHostname: 'database.windows.net',
    azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
    keyVaultDns: 'vault.azure.net',
    storage: 'core.windows.net',
    azureFrontDoorEndpointSuffix: 'azurefd.net',
  },
  batch: 'https://batch.core.windows.net/',
  resourceManager: `${origin}/`,
  vmImageAliasDoc: `${origin}/vm-image-aliases.json`,
  activeDirectoryDataLake: 'https://datalake.azure.net/',
  sqlManagement: 'https://management.core.windows.net:8443/',
  gallery: 'https://gallery.azure.com/',
});

const newer = (origin: string) => ({
  microsoftGraphResourceId: `${origin}/graph/`,
  appInsightsResourceId: 'https://api.applicationinsights.io',
  logAnalyticsResourceId: 'https://api.loganalytics.io',
  synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
  attestationResourceId: 'https://attest.azure.net',
  ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
});
