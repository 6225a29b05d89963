import { anAzure, subscription } from '../../support/anAzure';

describe('subscriptions', () => {
  it('list: shows those in which the caller has a role', async () => {
    const { get, tokenFor } = anAzure();
    expect((await get('/subscriptions')).body.value).toMatchObject([{ id: subscription, state: 'Enabled' }]);
    const stranger = anAzure({ seed: { servicePrincipals: [identityWithoutRoles] } });
    const token = await stranger.tokenFor(undefined, `&client_id=${identityWithoutRoles.appId}`);
    expect((await stranger.get('/subscriptions', { token })).body.value).toEqual([]);
    expect(await tokenFor()).not.toBe(token);
  });

  it('GET: answers 404 for another one, and 400 for what is no guid', async () => {
    const { get } = anAzure();
    const other = await get('/subscriptions/00000000-0000-4000-8000-000000000009');
    const malformed = await get('/subscriptions/mine/resourcegroups');
    expect([other.status, other.body.error?.code]).toEqual([404, 'SubscriptionNotFound']);
    expect([malformed.status, malformed.body.error?.code]).toEqual([400, 'InvalidSubscriptionId']);
  });

  it('locations: have the name and the name that people read', async () => {
    const { body } = await anAzure().get(`${subscription}/locations`);
    expect(body.value).toContainEqual(expect.objectContaining({ name: 'eastus2', displayName: 'East US 2' }));
  });

  it('tenants and providers: are listed', async () => {
    const { get } = anAzure();
    expect((await get('/tenants')).body.value).toMatchObject([{ tenantId: '72f988bf-0000-4000-8000-00000000aa01' }]);
    const { body } = await get(`${subscription}/providers/microsoft.compute?api-version=2021-04-01`);
    expect(body).toMatchObject({ namespace: 'Microsoft.Compute', registrationState: 'Registered' });
    expect(body.resourceTypes).toContainEqual(expect.objectContaining({ resourceType: 'galleries/images/versions' }));
  });

  it('resources: of a group are of every type, or of the one that is asked for', async () => {
    const { get } = anAzure();
    const path = `${subscription}/resourceGroups/myImageBuildRG/resources`;
    expect(Object.values((await get(path)).body.value ?? {})).toHaveLength(7);
    const filtered = await get(`${path}?$filter=resourceType eq 'Microsoft.Compute/images'`);
    expect(Object.values(filtered.body.value ?? {})).toHaveLength(3);
  });

  it('metadata: is an array until 2022 and an object from then on, and needs no token', async () => {
    const { get } = anAzure();
    const old = await get('/metadata/endpoints?api-version=2019-05-01', { token: null });
    const recent = await get('/metadata/endpoints?api-version=2022-09-01', { token: null });
    expect(JSON.parse(old.text)).toMatchObject([
      { name: 'AzureCloud', authentication: { loginEndpoint: 'https://localhost/' } },
    ]);
    expect(recent.body).toMatchObject({ name: 'AzureCloud', microsoftGraphResourceId: 'https://localhost/graph/' });
  });
});

const identityWithoutRoles = {
  id: 'f0000000-0000-4000-8000-000000000001',
  appId: 'fa000000-0000-4000-8000-000000000001',
  displayName: 'stranger',
  servicePrincipalType: 'ManagedIdentity' as const,
};
