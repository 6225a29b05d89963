import jwt from 'jsonwebtoken';
import { anAzure } from '../../support/anAzure';

const tenant = '72f988bf-0000-4000-8000-00000000aa01';
const application = 'ea000000-0000-4000-8000-000000000001';
const secret = 'local-only-not-a-secret';

const grant = (changes: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: application,
    client_secret: secret,
    grant_type: 'client_credentials',
    scope: 'https://management.azure.com/.default',
    ...changes,
  }).toString();

const asking = () => {
  const { ask } = anAzure();
  return (body: string, path = `/${tenant}/oauth2/v2.0/token`) => ask('POST', path, { body, token: null });
};

describe('client credentials', () => {
  it('token: is a JWT of the application for the scope', async () => {
    const { status, body } = await asking()(grant());
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
    expect(jwt.decode(String(body.access_token))).toMatchObject({
      aud: 'https://management.azure.com',
      oid: 'e0000000-0000-4000-8000-000000000001',
      appid: application,
      tid: tenant,
      exp: Date.UTC(2026, 0, 15, 12, 59, 59) / 1000,
    });
  });

  it('token: the scope keeps its second slash, and v1 takes a resource', async () => {
    const post = asking();
    const double = await post(grant({ scope: 'https://localhost//.default' }));
    const old = await post(`${grant()}&resource=https://management.core.windows.net/`, `/${tenant}/oauth2/token`);
    expect(jwt.decode(String(double.body.access_token))).toMatchObject({ aud: 'https://localhost/' });
    expect(jwt.decode(String(old.body.access_token))).toMatchObject({ aud: 'https://management.core.windows.net/' });
  });

  it.each([
    ['a wrong secret', grant({ client_secret: 'guess' }), 401, 'invalid_client', 7000215],
    ['an unknown application', grant({ client_id: tenant }), 400, 'unauthorized_client', 700016],
    ['a scope without .default', grant({ scope: 'openid' }), 400, 'invalid_scope', 70011],
    ['an unknown resource', grant({ scope: 'https://vault.azure.net/.default' }), 400, 'invalid_resource', 500011],
    ['another grant', grant({ grant_type: 'password' }), 400, 'unsupported_grant_type', 70003],
    ['no client_id', grant({ client_id: '' }), 400, 'invalid_request', 900144],
    ['nothing', '', 400, 'invalid_request', 900144],
  ])('token: %s is refused in the words of OAuth', async (_, body, status, error, number) => {
    const answer = await asking()(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [number], trace_id: expect.any(String) });
    expect(answer.body.error_description).toMatch(
      new RegExp(
        `^AADSTS${number}: .*\\r\\nTrace ID: .*\\r\\nCorrelation ID: .*\\r\\nTimestamp: 2026-01-15 12:00:00Z$`,
      ),
    );
  });

  it('token: another tenant is refused', async () => {
    const { status, body } = await asking()(grant(), '/contoso.example/oauth2/v2.0/token');
    expect([status, body.error_codes]).toEqual([400, [90002]]);
  });

  it('discovery: endpoints and issuer are on the origin that was asked', async () => {
    const { get } = anAzure();
    const { body } = await get(`/${tenant}/v2.0/.well-known/openid-configuration`, { token: null });
    expect(body).toMatchObject({
      token_endpoint: `https://localhost/${tenant}/oauth2/v2.0/token`,
      issuer: `https://localhost/${tenant}/v2.0`,
    });
    const keys = await get(String(body.jwks_uri), { token: null });
    expect(keys.body.keys).toMatchObject([{ kty: 'RSA', use: 'sig' }]);
    const instances = await get('/common/discovery/instance?api-version=1.1', { token: null });
    expect(instances.body).toHaveProperty('tenant_discovery_endpoint');
    expect((await get('/adfs/.well-known/openid-configuration', { token: null })).body.token_endpoint).toContain(
      '/adfs/oauth2',
    );
  });

  it('method: a GET of the token endpoint is refused', async () => {
    expect((await anAzure().get(`/${tenant}/oauth2/v2.0/token`, { token: null })).status).toBe(405);
  });
});

describe('managed identity', () => {
  const path = '/msi/token?api-version=2019-08-01&resource=https://management.azure.com/';

  it('token: has the shape of App Service, with expires_on as text', async () => {
    const { get, azure } = anAzure();
    const { status, body } = await get(path, { token: null, headers: { 'X-IDENTITY-HEADER': azure.identityHeader } });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_on: String(Date.UTC(2026, 0, 15, 12, 59, 59) / 1000),
      resource: 'https://management.azure.com/',
      token_type: 'Bearer',
      client_id: 'da000000-0000-4000-8000-000000000001',
      not_before: expect.any(String),
    });
  });

  it.each([
    ['without the header', path, 'x', 401],
    ['with another api-version', path.replace('2019-08-01', '2017-09-01'), undefined, 400],
    ['for an unknown resource', path.replace('management.azure', 'example'), undefined, 400],
    ['for an identity that is none', `${path}&client_id=${application}`, undefined, 400],
  ])('token: a request %s is refused', async (_, url, header, status) => {
    const { get, azure } = anAzure();
    const answer = await get(url, { token: null, headers: { 'X-IDENTITY-HEADER': header ?? azure.identityHeader } });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ statusCode: status, message: expect.any(String) });
  });
});
