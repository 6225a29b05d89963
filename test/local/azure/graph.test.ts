import { ada, anAzure, type Json } from '../../support/anAzure';

const readers = 'b0000000-0000-4000-8000-000000000001';
const pipeline = 'c0000000-0000-4000-8000-000000000001';

const aGraph = async () => {
  const { ask, tokenFor, clock } = anAzure();
  const token = await tokenFor('https://localhost/graph');
  const get = (path: string) => ask('GET', `/graph/v1.0${path}`, { token });
  const post = (path: string, body: unknown) => ask('POST', `/graph/v1.0${path}`, { token, body });
  return { ask, get, post, clock, tokenFor };
};
const found = (value: Json | undefined) => Object.values(value ?? {}).map(({ id }) => String(id));

describe('Graph', () => {
  it('user: is found by id and by user principal name', async () => {
    const { get } = await aGraph();
    const byId = await get(`/users/${ada}`);
    expect(byId.body).toMatchObject({
      '@odata.context': 'https://localhost/graph/v1.0/$metadata#users/$entity',
      displayName: 'Ada Adams',
      mail: 'ada@contoso.example',
      id: ada,
    });
    expect(byId.headers.get('odata-version')).toBe('4.0');
    expect(byId.headers.get('content-type')).toContain('odata.metadata=minimal');
    expect((await get('/users/ADA@contoso.example')).body.id).toBe(ada);
  });

  it.each([
    ["/users?$filter=userPrincipalName eq 'ada@contoso.example'", [ada]],
    ["/users?$filter=mail eq 'ADA@contoso.example'", [ada]],
    ["/users?$filter=startsWith(userPrincipalName,'ada')", [ada]],
    ["/users?$filter=userPrincipalName in ('ada@contoso.example','x')", [ada]],
    ["/users?$filter=proxyAddresses/any(x:x eq 'smtp:ada@contoso.example')", [ada]],
    ["/users?$filter=mail eq 'o''hara@contoso.example'", []],
    ["/groups?$filter=displayName eq 'Image readers'", [readers]],
    ["/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq 'ca000000-0000-4000-8000-000000000001')", [pipeline]],
    ["/servicePrincipals?$filter=displayName eq 'pipeline'", [pipeline]],
  ])('filter: %s', async (path, ids) => {
    const { get } = await aGraph();
    const { status, body } = await get(path);
    expect([status, found(body.value)]).toEqual([200, ids]);
  });

  it.each([
    ["/users?$filter=colour eq 'red'", 400, 'Request_UnsupportedQuery'],
    ['/users?$filter=mail', 400, 'BadRequest'],
    [`/users/${readers}`, 404, 'Request_ResourceNotFound'],
    ['/users/$count', 400, 'Request_BadRequest'],
    ['/toasters', 400, 'BadRequest'],
    ['/users/%E0%A4%A', 404, 'Request_ResourceNotFound'],
  ])('refusal: %s', async (path, status, code) => {
    const { get } = await aGraph();
    const answer = await get(path);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect(answer.body.error?.innerError).toMatchObject({
      date: '2026-01-15T12:00:00',
      'request-id': expect.any(String),
    });
  });

  it('ConsistencyLevel: eventual lets endsWith and $count work', async () => {
    const { ask, get, tokenFor } = await aGraph();
    const path = "/users?$filter=endsWith(mail,'@contoso.example')&$count=true";
    const simple = await get(path);
    const token = await tokenFor('https://localhost/graph');
    const advanced = await ask('GET', `/graph/v1.0${path}`, { token, headers: { ConsistencyLevel: 'eventual' } });
    expect([simple.status, simple.body.error?.code]).toEqual([400, 'Request_UnsupportedQuery']);
    expect(advanced.body).toMatchObject({ '@odata.count': 2, value: [{ id: ada }, {}] });
    expect(advanced.headers.get('x-ms-resource-unit')).toBe('2');
    expect((await get('/users?$search=x')).status).toBe(400);
  });

  it('getByIds: answers what exists, each with its type', async () => {
    const { post } = await aGraph();
    const { body } = await post('/directoryObjects/getByIds', {
      ids: [ada, readers, pipeline, 'x'],
      types: ['user', 'group'],
    });
    expect(body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', id: ada },
      { '@odata.type': '#microsoft.graph.group', id: readers },
    ]);
    expect((await post('/directoryObjects/getByIds', { ids: 'x' })).status).toBe(400);
  });

  it('token: none, one for Resource Manager, an expired one and one without permissions are refused', async () => {
    const { ask, get, clock, tokenFor } = await aGraph();
    const none = await ask('GET', `/graph/v1.0/users/${ada}`, { token: null });
    expect([none.status, none.body.error?.message]).toEqual([401, 'Access token is empty.']);
    const wrong = await ask('GET', `/graph/v1.0/users/${ada}`, { token: await tokenFor() });
    expect([wrong.status, wrong.body.error?.code]).toEqual([401, 'InvalidAuthenticationToken']);
    clock.advance(2 * 3_600_000);
    expect((await get(`/users/${ada}`)).body.error?.message).toBe('Lifetime validation failed, the token is expired.');

    const servicePrincipals = [
      { id: pipeline, appId: pipeline, displayName: 'p', servicePrincipalType: 'ManagedIdentity' as const },
    ];
    const poor = anAzure({ seed: { servicePrincipals } });
    const token = await poor.tokenFor('https://graph.microsoft.com', `&client_id=${pipeline}`);
    expect((await poor.get(`/graph/v1.0/users/${ada}`, { token })).body.error?.code).toBe(
      'Authorization_RequestDenied',
    );
  });
});
