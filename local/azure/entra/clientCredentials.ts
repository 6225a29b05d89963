import { entra } from '../errors';
import type { Call } from '../shared/service';
import { apiOf } from './audiences';

/** The client-credentials grant of the token endpoint (v2: scope; v1: resource). */
export const clientCredentials = (call: Call, tenant: string) => {
  const { state, tokens } = call.world;
  const form = new URLSearchParams(call.body);
  const given = (name: string): string => required(form, name);

  if (given('grant_type') !== 'client_credentials') throw entra.unsupportedGrant(given('grant_type'));
  if (!knownTenant(tenant, state.tenantId)) throw entra.unknownTenant(tenant);
  const application = state.directory.application(given('client_id'));
  if (!application) throw entra.unknownApplication(given('client_id'), tenant);
  if (!application.secrets?.includes(given('client_secret'))) throw entra.wrongSecret(application.appId);

  const { accessToken, expiresIn } = tokens.issue(application, state.tenantId, audienceOf(form, tenant));
  // ext_expires_in: unconfirmed
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: accessToken };
};

const required = (form: URLSearchParams, name: string): string => {
  const value = form.get(name);
  if (value === null || value === '') throw entra.missingParameter(name);
  return value;
};

/** az signs in through /adfs, the one authority it never looks up at the public login host. */
const knownTenant = (tenant: string, ours: string): boolean =>
  [ours, 'adfs', 'organizations', 'common'].includes(tenant.toLowerCase());

const audienceOf = (form: URLSearchParams, tenant: string): string => {
  const resource = form.get('resource') ?? resourceOf(required(form, 'scope'));
  if (apiOf(resource) === undefined) throw entra.unknownResource(resource, tenant);
  return resource;
};

/** `https://host/.default` asks for `https://host`, `https://host//.default` for `https://host/`. */
const resourceOf = (scope: string): string => {
  const wanted = scope.split(' ').find(one => one.endsWith('/.default'));
  if (wanted === undefined) throw entra.invalidScope(scope);
  return wanted.slice(0, -'/.default'.length);
};
