import type { Call } from '../shared/service';

/** openid-configuration; the issuer has our own origin, or MSAL refuses it. */
export const openidConfiguration = ({ url, world }: Call, tenant: string) => {
  const authority = `${url.origin}/${tenant}`;
  return {
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${url.origin}/${world.state.tenantId}/v2.0`,
    device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'ver'],
    tenant_region_scope: 'NA',
    cloud_instance_name: url.host,
    msgraph_host: url.host,
  };
};

/** Instance discovery: this host is its own cloud. */
export const instanceDiscovery = ({ url }: Call) => ({
  tenant_discovery_endpoint: `${url.origin}/common/v2.0/.well-known/openid-configuration`,
  'api-version': '1.1',
  metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases: [url.host] }],
});
