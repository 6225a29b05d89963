import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { createLocalAzure, type Listening, type LocalAzure, listen, realClock } from '../../../local/azure';
import { ada, reader, subscription } from '../../support/anAzure';
import { azureHttpClient } from '../../support/azureHttpClient';

const location = 'westcentralus';
const names = ['myGalleryRG', 'myGallery', 'myImageDefinition', '1.0.0'] as const;
const [group, gallery, definition] = names;
const imageId = `${subscription}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/images/myImage`;
const aDefinition = {
  location,
  osType: 'Linux' as const,
  osState: 'Generalized' as const,
  hyperVGeneration: 'V1' as const,
  identifier: { publisher: 'myPublisher', offer: 'myOffer', sku: 'mySKU' },
};
const aVersion = {
  location,
  publishingProfile: { targetRegions: [{ name: location }, { name: 'South Central US' }] },
  storageProfile: { source: { id: imageId } },
};

/** A thousand times as fast as Azure, so that even the SDK's own pollers are done in seconds. */
const aFastAzure = (options = {}) => createLocalAzure({ clock: realClock(1000), ...options });

const listed = async <T>(pages: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
};

/** How the clients reach it: in this process, or over TLS with the certificate that it made. */
interface Reached {
  azure: LocalAzure;
  endpoint: string;
  options: object;
  credential: ManagedIdentityCredential | DefaultAzureCredential;
  close(): Promise<void>;
}

const setIdentity = (endpoint: string, header: string): void => {
  process.env.IDENTITY_ENDPOINT = endpoint;
  process.env.IDENTITY_HEADER = header;
};

const inProcess = async (azure: LocalAzure): Promise<Reached> => {
  const endpoint = 'https://localhost';
  const options = { endpoint, httpClient: azureHttpClient(azure) };
  setIdentity(`${endpoint}/msi/token`, azure.identityHeader);
  return { azure, endpoint, options, credential: new ManagedIdentityCredential(options), close: async () => {} };
};

const overTls = async (azure: LocalAzure): Promise<Reached> => {
  const stateDir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  const { endpoints, close }: Listening = await listen(azure, { stateDir });
  const tlsOptions = { ca: await readFile(endpoints.caFile, 'utf8') };
  const options = { endpoint: endpoints.resourceManager, tlsOptions };
  setIdentity(endpoints.identity.endpoint, endpoints.identity.header);
  const credential = new DefaultAzureCredential({ tlsOptions });
  const closeAll = () => close().then(() => rm(stateDir, { recursive: true }));
  return { azure, endpoint: endpoints.resourceManager, options, credential, close: closeAll };
};

const clientsOf = ({ credential, options }: Reached) => {
  const id = subscription.slice('/subscriptions/'.length);
  return {
    compute: new ComputeManagementClient(credential, id, options),
    authorization: new AuthorizationManagementClient(credential, id, options),
    resources: new ResourceManagementClient(credential, id, options),
  };
};

describe.each([
  ['in process', inProcess],
  ['over TLS', overTls],
])('the SDKs %s', (_, reach) => {
  let reached: Reached;
  let clients: ReturnType<typeof clientsOf>;
  beforeAll(async () => {
    reached = await reach(aFastAzure());
    clients = clientsOf(reached);
    await clients.resources.resourceGroups.createOrUpdate(group, { location });
    await clients.compute.galleries.createOrUpdate(group, gallery, { location });
    await clients.compute.galleryImages.createOrUpdate(group, gallery, definition, aDefinition);
  });
  afterAll(() => reached.close());

  it('publish a version: their poller waits for every region', async () => {
    const { galleryImageVersions } = clients.compute;
    const created = await galleryImageVersions.createOrUpdate(...names, aVersion);
    expect(created).toMatchObject({
      provisioningState: 'Succeeded',
      storageProfile: { osDiskImage: { sizeInGB: 30 } },
    });
    const { replicationStatus } = await galleryImageVersions.get(...names, { expand: 'ReplicationStatus' });
    expect(replicationStatus?.aggregatedState).toBe('Completed');
    expect(await listed(galleryImageVersions.listByGalleryImage(group, gallery, definition))).toHaveLength(1);
  });

  it('share a gallery: the role is found by name and assigned', async () => {
    const { roleAssignments, roleDefinitions } = clients.authorization;
    const [role] = await listed(roleDefinitions.list(subscription, { filter: "roleName eq 'Reader'" }));
    expect(role?.id).toBe(reader);
    const scope = `${subscription}/resourceGroups/${group}`;
    const parameters = { roleDefinitionId: reader, principalId: ada, principalType: 'User' };
    await roleAssignments.create(scope, randomUUID(), parameters);
    await expect(roleAssignments.create(scope, randomUUID(), parameters)).rejects.toMatchObject({
      statusCode: 409,
      code: 'RoleAssignmentExists',
    });
    const all = await listed(roleAssignments.listForScope(scope, { filter: `principalId eq '${ada}'` }));
    expect(all).toMatchObject([{ scope, principalType: 'User' }]);
  });

  it('refusals: are RestErrors with the code of Azure', async () => {
    const { galleries, galleryImageVersions } = clients.compute;
    await expect(galleries.get(group, 'none')).rejects.toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
    const bad = { ...aVersion, publishingProfile: { targetRegions: [{ name: 'eastus' }] } };
    await expect(galleryImageVersions.createOrUpdate(group, gallery, definition, '2.0.0', bad)).rejects.toMatchObject({
      statusCode: 400,
      code: 'InvalidParameter',
    });
  });

  it('a failed operation: is thrown with its text', async () => {
    reached.azure.faults.add({
      match: { region: location },
      effect: { failRegion: { details: 'no capacity' } },
      times: 1,
    });
    const failed = clients.compute.galleryImageVersions.createOrUpdate(group, gallery, definition, '3.0.0', aVersion);
    await expect(failed).rejects.toThrow('{region:westcentralus, detail:no capacity}');
  });

  it('a broken connection and a 503: are tried again by the client', async () => {
    const { faults } = reached.azure;
    faults.add({ match: { operation: 'GET Microsoft.Compute/images' }, effect: { reset: 'before' }, times: 1 });
    faults.add({
      match: { operation: 'GET Microsoft.Compute/images' },
      effect: { status: 503, retryAfter: 1 },
      times: 1,
    });
    expect((await clients.compute.images.get('myImageBuildRG', 'myImage')).id).toBe(imageId);
  });

  it('snapshots and a group: are made, and deleted with their pollers', async () => {
    const { snapshots } = clients.compute;
    const snapshot = await snapshots.createOrUpdate('myImageBuildRG', 'copy', {
      location,
      creationData: {
        createOption: 'Copy',
        sourceResourceId: imageId.replace('images/myImage', 'snapshots/myOsSnapshot'),
      },
    });
    expect(snapshot).toMatchObject({ name: 'copy', diskSizeGB: 30, provisioningState: 'Succeeded' });
    await snapshots.delete('myImageBuildRG', 'copy');
    await clients.resources.resourceGroups.delete('myImageBuildRG');
    expect(await clients.resources.resourceGroups.checkExistence('myImageBuildRG')).toMatchObject({ body: false });
  });
});

describe('paging', () => {
  it('a list of 150: comes as one to who iterates', async () => {
    const images = [...Array(150).keys()].map(n => ({
      ...{ resourceGroup: 'myImageBuildRG', name: `i${n}`, location, sizeGB: 30 },
      ...{ osType: 'Linux' as const, osState: 'Generalized' as const, hyperVGeneration: 'V1' as const },
    }));
    const { compute } = clientsOf(await inProcess(aFastAzure({ seed: { images } })));
    expect(await listed(compute.images.listByResourceGroup('myImageBuildRG'))).toHaveLength(153);
  });
});

describe('ClientSecretCredential', () => {
  it('token: is given for the seeded secret and used', async () => {
    const azure = aFastAzure();
    const { endpoint, options, close } = await overTls(azure);
    const credential = new ClientSecretCredential(
      azure.seed.tenantId,
      'ea000000-0000-4000-8000-000000000001',
      'local-only-not-a-secret',
      { ...options, authorityHost: endpoint, disableInstanceDiscovery: true },
    );
    const client = new ComputeManagementClient(credential, azure.seed.subscriptionId, options);
    expect((await client.images.get('myImageBuildRG', 'myImage')).id).toBe(imageId);
    await close();
  });
});
