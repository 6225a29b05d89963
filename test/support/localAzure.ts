import { readFile } from 'node:fs/promises';
import { setDefaultCACertificates } from 'node:tls';
import type { AzureEndpoints } from '../../local/endpoints';

interface AzureRequest {
  readonly method: string;
  readonly operation: string;
  readonly resource: string;
  readonly status: number | 'reset';
  /** Ids of the faults that struck it. */
  readonly faults?: readonly string[];
}

const galleryApi = '2025-03-03';
const resourcesApi = '2021-04-01';
const authorizationApi = '2022-04-01';

/** The running local Azure: what it was asked, what is in it, and faults for it to have. */
export const localAzure = async (endpoints: AzureEndpoints) => {
  // The only one to trust: the certificates of two local Azures have the same names.
  setDefaultCACertificates([await readFile(endpoints.caFile, 'utf8')]);
  const token = await operatorToken(endpoints);

  const control = async <T>(method: string, path: string, body?: object): Promise<T> =>
    readJson(await fetch(`${endpoints.control}/${path}`, { method, ...(body && { body: JSON.stringify(body) }) }));

  const arm = async (method: string, id: string, apiVersion: string, body?: object): Promise<Response> =>
    fetch(`${endpoints.resourceManager}${id}${id.includes('?') ? '&' : '?'}api-version=${apiVersion}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });

  return {
    /** Every request of one operation about resources whose id holds the given part. */
    requests: async (operation: string, part: string): Promise<AzureRequest[]> => {
      const { value } = await control<{ value: AzureRequest[] }>('GET', 'requests');
      return value.filter(
        request =>
          request.operation.toLowerCase() === operation.toLowerCase() &&
          request.resource.toLowerCase().includes(part.toLowerCase()),
      );
    },
    counters: () => control<{ total: number; byOperation: Record<string, number> }>('GET', 'counters'),
    fault: (match: object, effect: object, times?: number) =>
      control<{ id: string }>('POST', 'faults', { match, effect, ...(times && { times }) }),
    withoutFaults: async (): Promise<void> => {
      await fetch(`${endpoints.control}/faults`, { method: 'DELETE' });
    },
    /** The resource as Azure shows it; undefined when it is not there. */
    resource: async (id: string): Promise<Resource | undefined> => {
      const response = await arm('GET', id, id.includes('/providers/') ? galleryApi : resourcesApi);
      if (response.status !== 404) return readJson(response);
      await response.body?.cancel();
      return undefined;
    },
    create: async (id: string, body: object): Promise<void> => {
      await readJson(await arm('PUT', id, id.includes('/providers/') ? galleryApi : resourcesApi, body));
    },
    /** The role assignments made at exactly this scope. */
    assignmentsAt: async (scope: string): Promise<RoleAssignment[]> => {
      const path = `${scope}/providers/Microsoft.Authorization/roleAssignments?$filter=atScope()`;
      const { value } = await readJson<{ value: { id: string; properties: RoleAssignment }[] }>(
        await arm('GET', path, authorizationApi),
      );
      return value
        .map(({ id, properties }) => ({ ...properties, id }))
        .filter(assignment => assignment.scope.toLowerCase() === scope.toLowerCase());
    },
  };
};

export type LocalAzureClient = Awaited<ReturnType<typeof localAzure>>;

interface Resource {
  readonly id: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface RoleAssignment {
  readonly id: string;
  readonly scope: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly roleDefinitionId: string;
}

const operatorToken = async ({ entra, tenantId, clientId, clientSecret }: AzureEndpoints) => {
  const response = await fetch(`${entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://management.azure.com/.default',
    }),
  });
  const { access_token } = await readJson<{ access_token: string }>(response);
  return access_token;
};

const readJson = async <T>(response: Response): Promise<T> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
};
