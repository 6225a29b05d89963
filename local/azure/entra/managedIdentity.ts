import type { ServicePrincipal } from '../graph/Directory';
import type { Reply } from '../shared/Reply';
import { ok } from '../shared/Reply';
import type { Call } from '../shared/service';
import { apiOf } from './audiences';

/** The managed-identity endpoint of App Service and Functions. */
export const managedIdentity = (call: Call): Reply => {
  const { url, headers, world } = call;
  const resource = url.searchParams.get('resource') ?? '';
  if (url.searchParams.get('api-version') !== '2019-08-01') return refused(400, 'The api-version must be 2019-08-01.');
  if (headers.get('x-identity-header') !== world.identityHeader) {
    return refused(401, 'The X-IDENTITY-HEADER header is missing or wrong.');
  }
  if (apiOf(resource) === undefined) return refused(400, `The resource '${resource}' is unknown.`);
  const identity = chosenIdentity(call);
  if (!identity) return refused(400, 'No managed identity was found for the given parameters.');
  return token(call, identity, resource);
};

const token = ({ world }: Call, identity: ServicePrincipal, resource: string): Reply => {
  const issued = world.tokens.issue(identity, world.state.tenantId, resource);
  return ok({
    access_token: issued.accessToken,
    expires_on: String(issued.expiresOn),
    resource,
    token_type: 'Bearer',
    client_id: identity.appId,
    not_before: String(issued.notBefore),
  });
};

/** Without a choice the system-assigned identity answers. */
const chosenIdentity = ({ url, world }: Call): ServicePrincipal | undefined => {
  const { directory } = world.state;
  const clientId = url.searchParams.get('client_id');
  const objectId = url.searchParams.get('principal_id') ?? url.searchParams.get('object_id');
  if (clientId !== null) return onlyIdentity(directory.application(clientId));
  if (objectId !== null) return onlyIdentity(directory.servicePrincipal(objectId));
  return url.searchParams.has('mi_res_id') ? undefined : directory.managedIdentity;
};

const onlyIdentity = (principal: ServicePrincipal | undefined): ServicePrincipal | undefined =>
  principal?.servicePrincipalType === 'ManagedIdentity' ? principal : undefined;

/** The shape of a refusal is unconfirmed. */
const refused = (statusCode: number, message: string): Reply => ({ status: statusCode, body: { statusCode, message } });
