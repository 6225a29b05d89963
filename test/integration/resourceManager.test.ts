import { AzureRefusal, Throttled } from '../../activities/refusal';
import { resourceIds } from '../../domain/ids';
import { desiredVersion } from '../../domain/imageVersion';
import { anAzureWithPorts } from '../support/anAzureWithPorts';
import { aRequest, aSpecializedRequest } from '../support/aRequest';

const request = aRequest();
const ids = resourceIds(request);
const location = 'westcentralus';
const { name: _, ...definition } = request.imageDefinition;
const day = 24 * 3_600_000;

const inGallery = async () => {
  const world = anAzureWithPorts();
  await world.ports.resourceGroups.create(ids.resourceGroup, { location });
  await world.ports.galleries.create(ids.gallery, { location });
  world.clock.advance(day);
  await world.ports.imageDefinitions.put(ids.imageDefinition, definition);
  world.clock.advance(day);
  return world;
};

describe('resource groups over Resource Manager', () => {
  it('are not there, then are, with their tags', async () => {
    const { resourceGroups } = anAzureWithPorts().ports;
    expect(await resourceGroups.find(ids.resourceGroup)).toBeUndefined();
    await resourceGroups.create(ids.resourceGroup, { location, tags: { a: '1' } });
    expect(await resourceGroups.find(ids.resourceGroup)).toEqual({ location, tags: { a: '1' } });
    await resourceGroups.setTags(ids.resourceGroup, { b: '2' });
    expect(await resourceGroups.find(ids.resourceGroup)).toEqual({ location, tags: { b: '2' } });
  });
});

describe('galleries over Resource Manager', () => {
  it('are started, and ready after a while', async () => {
    const { ports, clock } = anAzureWithPorts();
    await ports.resourceGroups.create(ids.resourceGroup, { location });
    expect(await ports.galleries.find(ids.gallery)).toBeUndefined();
    await ports.galleries.create(ids.gallery, { location, description: 'ours', tags: { a: '1' } });
    expect(await ports.galleries.find(ids.gallery)).toMatchObject({ provisioningState: 'Creating' });
    clock.advance(day);
    expect(await ports.galleries.find(ids.gallery)).toEqual({
      location,
      description: 'ours',
      tags: { a: '1' },
      provisioningState: 'Succeeded',
    });
    await ports.galleries.update(ids.gallery, { description: 'new', tags: { b: '2' } });
    clock.advance(day);
    expect(await ports.galleries.find(ids.gallery)).toMatchObject({ description: 'new', tags: { b: '2' } });
  });
});

describe('image definitions over Resource Manager', () => {
  it('come back as they were put', async () => {
    const { ports, clock } = await inGallery();
    const whole = {
      ...definition,
      description: 'ours',
      eula: 'https://contoso.example/eula',
      endOfLifeDate: '2028-01-01T00:00:00.000Z',
      recommended: { vCPUs: { min: 1, max: 8 }, memory: { min: 2, max: 64 } },
      disallowed: { diskTypes: ['Premium_LRS'] },
      tags: { a: '1' },
    };
    await ports.imageDefinitions.put(ids.imageDefinition, whole);
    clock.advance(day);
    expect(await ports.imageDefinitions.find(ids.imageDefinition)).toMatchObject({
      ...whole,
      provisioningState: 'Succeeded',
    });
  });

  it('refuse what never changes, with the code and the words of Azure', async () => {
    const { ports } = await inGallery();
    const refusal = await ports.imageDefinitions
      .put(ids.imageDefinition, { ...definition, osState: 'Specialized' })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AzureRefusal);
    expect(refusal).toMatchObject({
      error: { code: 'PropertyChangeNotAllowed', resourceId: ids.imageDefinition },
      message: expect.stringContaining('Azure refused: '),
    });
  });
});

describe('image versions over Resource Manager', () => {
  it('are started at once, and tell where their operation is', async () => {
    const { ports } = await inGallery();
    expect(await ports.imageVersions.find(ids.imageVersion)).toBeUndefined();
    const started = await ports.imageVersions.put(ids.imageVersion, desiredVersion(request));
    expect(started).toEqual({
      created: true,
      operation: expect.stringMatching(/^https:\/\/localhost\/subscriptions\/.*\/capsOperations\//),
      retryAfterSeconds: expect.any(Number),
    });
    expect(await ports.imageVersions.find(ids.imageVersion)).toMatchObject({ provisioningState: 'Creating' });
  });

  it('come back as they were put, and need no second PUT', async () => {
    const { ports, clock } = await inGallery();
    const wanted = desiredVersion(aRequest({ imageVersion: { tags: { a: '1' }, replicaCount: 2 } }));
    await ports.imageVersions.put(ids.imageVersion, wanted);
    clock.advance(day);
    const found = await ports.imageVersions.find(ids.imageVersion);
    expect(found).toMatchObject({
      location,
      source: wanted.source,
      replicaCount: 2,
      tags: { a: '1' },
      endOfLifeDate: '2027-06-30T00:00:00.000Z',
      provisioningState: 'Succeeded',
    });
    expect(found?.targetRegions).toMatchObject([
      {
        name: expect.stringMatching(/^west ?central ?us$/i),
        regionalReplicaCount: 2,
        storageAccountType: 'Standard_LRS',
      },
      {
        name: expect.stringMatching(/^south ?central ?us$/i),
        regionalReplicaCount: 2,
        storageAccountType: 'Standard_LRS',
      },
    ]);
  });

  it('tell region by region how far they are', async () => {
    const { ports, clock } = await inGallery();
    await ports.imageVersions.put(ids.imageVersion, desiredVersion(request));
    const before = await ports.imageVersions.replication(ids.imageVersion);
    clock.advance(day);
    const after = await ports.imageVersions.replication(ids.imageVersion);
    expect(before?.replication.some(({ state }) => state === 'Completed')).toBe(false);
    expect(after?.replication.map(({ state, progress }) => ({ state, progress }))).toEqual([
      { state: 'Completed', progress: 100 },
      { state: 'Completed', progress: 100 },
    ]);
  });

  it('may be made from disks and snapshots', async () => {
    const specialized = aSpecializedRequest();
    const of = resourceIds(specialized);
    const { ports, clock } = await inGallery();
    const { name, ...ofDisks } = specialized.imageDefinition;
    await ports.imageDefinitions.put(of.imageDefinition, ofDisks);
    clock.advance(day);
    const wanted = desiredVersion(specialized);
    await ports.imageVersions.put(of.imageVersion, wanted);
    clock.advance(day);
    const found = await ports.imageVersions.find(of.imageVersion);
    expect(found?.provisioningState).toBe('Succeeded');
    expect(JSON.stringify(found?.source).toLowerCase()).toContain(`${name && 'myossnapshot'}`);
    expect(JSON.stringify(found?.source)).toContain('"lun":0');
  });

  it('tell why an operation failed', async () => {
    const { ports, azure, clock } = await inGallery();
    azure.faults.add({
      match: { operation: 'PUT Microsoft.Compute/galleries/images/versions' },
      effect: { operationFails: { code: 'ReplicationJobsNotCompleted', message: 'There is no capacity.' } },
    });
    const { operation = '' } = await ports.imageVersions.put(ids.imageVersion, desiredVersion(request));
    clock.advance(day);
    expect(await ports.imageVersions.failure(ids.imageVersion, operation)).toEqual({
      code: 'ReplicationJobsNotCompleted',
      message: expect.stringContaining('There is no capacity.'),
      resourceId: ids.imageVersion,
    });
    expect((await ports.imageVersions.replication(ids.imageVersion))?.provisioningState).toBe('Failed');
  });

  it.each([
    'https://elsewhere.example/operations/1',
    'https://localhost.evil.example/',
    'http://localhost/x',
    'nonsense',
  ])('take their token nowhere else: %s', async operation => {
    const { ports, azure } = await inGallery();
    const before = azure.log.counters.total;
    expect(await ports.imageVersions.failure(ids.imageVersion, operation)).toBeUndefined();
    expect(azure.log.counters.total).toBe(before);
  });
});

describe('a PUT over Resource Manager', () => {
  it('tells whether it was the first', async () => {
    const { ports, clock } = anAzureWithPorts();
    const twice = async (put: () => Promise<{ readonly created: boolean }>) => {
      const first = await put();
      clock.advance(day);
      return [first.created, (await put()).created];
    };
    expect(await twice(() => ports.resourceGroups.create(ids.resourceGroup, { location }))).toEqual([true, false]);
    expect(await twice(() => ports.galleries.create(ids.gallery, { location }))).toEqual([true, false]);
    expect(await twice(() => ports.imageDefinitions.put(ids.imageDefinition, definition))).toEqual([true, false]);
    const wanted = desiredVersion(request);
    expect(await twice(() => ports.imageVersions.put(ids.imageVersion, wanted))).toEqual([true, false]);
  });
});

describe('sources over Resource Manager', () => {
  const source = (type: string, name: string) =>
    `/subscriptions/${request.subscriptionId}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/${type}/${name}`;

  it.each([
    ['images', 'myImage', { location, osType: 'Linux', osState: 'Generalized', hyperVGeneration: 'V1' }],
    ['images', 'myWindowsGen2Image', { location, osType: 'Windows', osState: 'Generalized', hyperVGeneration: 'V2' }],
    ['snapshots', 'myOsSnapshot', { location, osType: 'Linux', hyperVGeneration: 'V1' }],
    ['snapshots', 'myDataSnapshot', { location }],
    ['disks', 'myOsDisk', { location, osType: 'Linux', hyperVGeneration: 'V1' }],
    ['disks', 'myDataDisk', { location }],
  ])('are read: %s %s', async (type, name, resource) => {
    const { sources } = anAzureWithPorts().ports;
    expect(await sources.find(source(type, name))).toMatchObject(resource);
    expect(await sources.find(source(type, `${name}2`))).toBeUndefined();
  });
});

describe('role assignments over Resource Manager', () => {
  const [principal] = request.share?.principals ?? [];
  const ada = { principalId: principal?.principalId ?? '', principalType: 'User' } as const;

  it('are made once, whoever asks', async () => {
    const { roleAssignments } = (await inGallery()).ports;
    expect(await roleAssignments.readersAt(ids.gallery)).toEqual([]);
    const first = await roleAssignments.assignReader(ids.gallery, ada);
    expect(first).toMatchObject({ principalId: ada.principalId, scope: ids.gallery, role: 'Reader' });
    expect(await roleAssignments.assignReader(ids.gallery, ada)).toEqual(first);
    expect(await roleAssignments.readersAt(ids.gallery)).toEqual([first]);
  });

  it('answer the one that somebody else made under another name', async () => {
    const { ports, put } = await inGallery();
    const name = `${ids.gallery}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111`;
    const roleDefinitionId = `/subscriptions/${request.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
    await put(name, { properties: { roleDefinitionId, ...ada } });
    expect(await ports.roleAssignments.assignReader(ids.gallery, ada)).toMatchObject({
      id: expect.stringContaining('11111111-1111-4111-8111-111111111111'),
    });
    expect(await ports.roleAssignments.readersAt(ids.gallery)).toHaveLength(1);
  });

  it('do not count what was given above', async () => {
    const { roleAssignments } = (await inGallery()).ports;
    await roleAssignments.assignReader(ids.resourceGroup, ada);
    expect(await roleAssignments.readersAt(ids.gallery)).toEqual([]);
  });

  it('refuse a principal that the directory does not know', async () => {
    const { roleAssignments } = (await inGallery()).ports;
    const nobody = { ...ada, principalId: 'ffffffff-0000-4000-8000-000000000001' };
    await expect(roleAssignments.assignReader(ids.gallery, nobody)).rejects.toMatchObject({
      error: { code: 'PrincipalNotFound' },
    });
  });
});

describe('what Azure answers when something is wrong', () => {
  const answering = async (
    effect: Parameters<ReturnType<typeof anAzureWithPorts>['azure']['faults']['add']>[0]['effect'],
  ) => {
    const { ports, azure } = anAzureWithPorts();
    azure.faults.add({ match: {}, effect });
    return ports.galleries.find(ids.gallery).then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  it('is to come back later: 429', async () => {
    expect(await answering({ status: 429, retryAfter: 17 })).toEqual(new Throttled(17));
  });

  it('is to come back later: 503 with Retry-After', async () => {
    expect(await answering({ status: 503, retryAfter: 5 })).toBeInstanceOf(Throttled);
  });

  it.each([
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 409, code: 'Conflict' },
    { reset: 'before' as const },
  ])('is a fault, to be tried again: %j', async effect => {
    const error = await answering(effect);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(AzureRefusal);
    expect(error).not.toBeInstanceOf(Throttled);
  });

  it.each([
    { status: 400, code: 'InvalidParameter' },
    { status: 403, code: 'AuthorizationFailed' },
    { status: 409, code: 'OperationNotAllowed' },
  ])('is no for good: %j', async effect => {
    expect(await answering({ ...effect, message: 'No.' })).toMatchObject({
      name: 'AzureRefusal',
      error: { code: effect.code, resourceId: ids.gallery, message: expect.stringContaining('Azure refused: No.') },
    });
  });

  it('tells who may help when a permission is missing', async () => {
    const error = await answering({ status: 403, code: 'AuthorizationFailed', message: 'No.' });
    expect(String(error)).toContain('Give the identity of Vernissage the roles');
  });
});
