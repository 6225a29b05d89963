import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { ResourceManagementClient } from '@azure/arm-resources';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import type { Config } from '../config';

/** The management clients of any subscription, each made once. */
export interface Clients {
  /** What all of them send with. */
  readonly httpClient: HttpClient;
  compute(subscriptionId: string): ComputeManagementClient;
  resources(subscriptionId: string): ResourceManagementClient;
  authorization(subscriptionId: string): AuthorizationManagementClient;
}

export const createClients = (
  credential: TokenCredential,
  { endpoint, scope }: Config['resourceManager'],
  httpClient: HttpClient = createDefaultHttpClient(),
): Clients => {
  // Waiting is the orchestrator's: a client that retries would hold a worker for as long as Azure's Retry-After says.
  const options = { endpoint, httpClient, credentials: { scopes: [scope] }, retryOptions: { maxRetries: 0 } };
  return {
    httpClient,
    compute: once(subscriptionId => new ComputeManagementClient(credential, subscriptionId, options)),
    resources: once(subscriptionId => new ResourceManagementClient(credential, subscriptionId, options)),
    authorization: once(
      subscriptionId =>
        new AuthorizationManagementClient(credential, subscriptionId, { ...options, credentialScopes: scope }),
    ),
  };
};

const once = <T>(make: (subscriptionId: string) => T): ((subscriptionId: string) => T) => {
  const made = new Map<string, T>();
  return subscriptionId => {
    const known = made.get(subscriptionId) ?? make(subscriptionId);
    made.set(subscriptionId, known);
    return known;
  };
};
