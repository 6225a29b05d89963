import {
  aDefinition,
  aDiskVersion,
  aVersion,
  definitionPath,
  galleryPath,
  sources,
  versionPath,
  withDefinition,
  withGallery,
  withVersion,
} from '../../support/aGallery';
import { anAzure, subscription } from '../../support/anAzure';

const withRegions = (...names: string[]) => aVersion({ targetRegions: names.map(name => ({ name })) });
const profile = 'galleryArtifactVersion.properties.publishingProfile';

describe('image versions', () => {
  it('PUT: a new one answers 201 Creating, with Retry-After 60 and only the source of the image', async () => {
    const { put } = await withDefinition(anAzure());
    const { status, body, headers } = await put(versionPath, aVersion({ endOfLifeDate: '2026-12-31T12:59:59Z' }));

    expect([status, headers.get('retry-after')]).toEqual([201, '60']);
    expect(body.properties).toEqual({
      publishingProfile: {
        targetRegions: [
          { name: 'West Central US', regionalReplicaCount: 1, storageAccountType: 'Standard_LRS' },
          { name: 'South Central US', regionalReplicaCount: 1, storageAccountType: 'Standard_LRS' },
        ],
        replicaCount: 1,
        excludeFromLatest: false,
        publishedDate: '2026-01-18T12:00:00+00:00',
        endOfLifeDate: '2026-12-31T12:59:59+00:00',
        storageAccountType: 'Standard_LRS',
      },
      storageProfile: { source: { id: `${sources}/images/myImage` } },
      safetyProfile: { reportedForPolicyViolation: false, allowDeletionOfReplicatedLocations: false },
      validationsProfile: { validationOperationStatus: 'NotExecuted' },
      provisioningState: 'Creating',
    });
  });

  it('GET: shows the disk of the image, with its size, only when the version is complete', async () => {
    const { put, get, clock } = await withDefinition(anAzure());
    await put(versionPath, aVersion());
    expect((await get(versionPath)).body.properties?.storageProfile?.osDiskImage).toBeUndefined();
    clock.advance(3_600_000);
    const { properties } = (await get(versionPath)).body;
    expect(properties?.provisioningState).toBe('Succeeded');
    expect(properties?.storageProfile?.osDiskImage).toEqual({ sizeInGB: 30, hostCaching: 'ReadWrite', source: {} });
  });

  it('GET: of snapshots shows the disks at once and their sizes at the end', async () => {
    const { put, get, clock } = await withDefinition(anAzure(), aDefinition({ osState: 'Specialized' }));
    const data = { lun: 1, source: { id: `${sources}/snapshots/myDataSnapshot` } };
    const created = await put(versionPath, aDiskVersion({}, [data]));
    expect(created.body.properties?.storageProfile).toEqual({
      osDiskImage: { hostCaching: 'ReadWrite', source: { id: `${sources}/snapshots/myOsSnapshot` } },
      dataDiskImages: [{ ...data, hostCaching: 'ReadOnly' }],
    });
    clock.advance(3_600_000);
    const { storageProfile } = (await get(versionPath)).body.properties ?? {};
    expect(storageProfile).toMatchObject({ osDiskImage: { sizeInGB: 30 }, dataDiskImages: [{ lun: 1, sizeInGB: 32 }] });
  });

  it('GET: an old api-version shows no safety profile', async () => {
    const { get } = await withVersion(anAzure());
    const { properties } = (await get(`${versionPath}?api-version=2019-12-01`)).body;
    expect(properties).not.toHaveProperty('safetyProfile');
  });

  it('PUT: without target regions is for its own region', async () => {
    const { put } = await withDefinition(anAzure());
    const { body } = await put(versionPath, aVersion({ targetRegions: undefined, replicaCount: 2 }));
    expect(body.properties?.publishingProfile?.targetRegions).toMatchObject([
      { name: 'West Central US', regionalReplicaCount: 2 },
    ]);
  });

  it.each([
    [
      'the same region twice',
      withRegions('westcentralus', 'East US 2', 'eastus2'),
      'Duplicate regions are not allowed in target publishing regions.',
    ],
    [
      'regions without its own',
      withRegions('northeurope'),
      "Gallery image version publishing profile regions 'northeurope' must contain the location of image version 'West Central US'.",
    ],
    [
      'an unknown region',
      withRegions('westcentralus', 'atlantis'),
      "The provided location 'atlantis' is not available",
    ],
    [
      'no replicas',
      aVersion({ targetRegions: [{ name: 'westcentralus', regionalReplicaCount: 0 }] }),
      `The value 0 of parameter '${profile}.targetRegions.regionalReplicaCount' is out of range. The value must be between 1 and 100, inclusive.`,
    ],
    [
      '101 replicas',
      aVersion({ replicaCount: 101 }),
      `The value 101 of parameter '${profile}.replicaCount' is out of range.`,
    ],
    [
      'two replicas of a shallow version',
      aVersion({ replicationMode: 'Shallow', replicaCount: 2 }),
      'between 1 and 1, inclusive',
    ],
    [
      'an end of life in the past',
      aVersion({ endOfLifeDate: '2020-01-01' }),
      'EndOfLifeDate must be set to a future date.',
    ],
    [
      'an end of life that is no date',
      aVersion({ endOfLifeDate: 'soon' }),
      'EndOfLifeDate must be set to a future date.',
    ],
    ['the same LUN twice', aDiskVersion({}, [aDisk(0), aDisk(0)]), 'Duplicated lun numbers have been detected'],
    ['an unknown storage type', aVersion({ storageAccountType: 'Floppy' }), 'The allowed values are Standard_LRS'],
    [
      'no storage profile',
      aVersion({}, { storageProfile: undefined }),
      "Required parameter 'galleryImageVersion.properties.storageProfile' is missing (null).",
    ],
  ])('PUT: %s is refused', async (_, body, message) => {
    const { put } = await withDefinition(anAzure());
    const answer = await put(versionPath, body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'InvalidParameter']);
    expect(answer.body.error?.message).toContain(message);
  });

  it.each([
    '1.0',
    '1.0.0.0',
    'latest',
    '1.0.2147483648',
    '1.-1.0',
    '1.0.x',
  ])('PUT: the name %s is refused', async name => {
    const { put } = await withDefinition(anAzure());
    const { status, body } = await put(`${definitionPath}/versions/${name}`, aVersion());
    expect([status, body.error?.message]).toEqual([400, expect.stringContaining('Major(int).Minor(int).Patch(int)')]);
  });

  it('PUT: without the definition is refused', async () => {
    const { put } = await withGallery(anAzure());
    const { status, body } = await put(versionPath, aVersion());
    expect([status, body.error?.code]).toEqual([404, 'ParentResourceNotFound']);
  });

  it('PUT: in another location than before is refused', async () => {
    const { put } = await withVersion(anAzure());
    const { status, body } = await put(versionPath, { ...aVersion(), location: 'eastus' });
    expect([status, body.error?.code]).toEqual([409, 'InvalidResourceLocation']);
  });

  it('PUT: of another source than before is refused', async () => {
    const { put } = await withVersion(anAzure());
    const other = { source: { id: `${sources}/images/other` } };
    const { status, body } = await put(versionPath, aVersion({}, { storageProfile: other }));
    expect([status, body.error?.target]).toEqual([409, 'galleryImageVersion.properties.storageProfile.source.id']);
  });

  it('PUT: an existing one answers 200 Updating, and takes 150 seconds even when nothing is copied', async () => {
    const { put, get, clock, operation } = await withVersion(anAzure());
    const answer = await put(versionPath, aVersion({ endOfLifeDate: '2027-01-01T00:00:00Z' }));
    expect([answer.status, answer.body.properties?.provisioningState, answer.headers.get('retry-after')]).toEqual([
      200,
      'Updating',
      '60',
    ]);
    expect(answer.body.properties?.storageProfile?.osDiskImage).toMatchObject({ sizeInGB: 30 });
    clock.advance(149_999);
    expect((await operation(answer)).body.status).toBe('InProgress');
    clock.advance(1);
    expect((await operation(answer)).body.status).toBe('Succeeded');
    expect((await get(versionPath)).body.properties?.provisioningState).toBe('Succeeded');
  });

  it('PUT: what a GET answered is accepted as an update', async () => {
    const { put, get } = await withVersion(anAzure());
    const { body } = await get(`${versionPath}?$expand=ReplicationStatus`);
    expect((await put(versionPath, body)).status).toBe(200);
  });

  it('PATCH: changes what it names and keeps the regions', async () => {
    const { patch } = await withVersion(anAzure());
    const { status, body } = await patch(versionPath, {
      properties: { publishingProfile: { excludeFromLatest: true } },
    });
    expect(status).toBe(200);
    expect(body.properties?.publishingProfile).toMatchObject({
      excludeFromLatest: true,
      targetRegions: [{ name: 'West Central US' }, { name: 'South Central US' }],
    });
  });

  it('PUT: two writers at once, the second gets 409 Conflict', async () => {
    const { put, clock } = await withDefinition(anAzure());
    const answers = await Promise.all([put(versionPath, aVersion()), put(versionPath, aVersion())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    clock.advance(60_000);
    expect((await put(versionPath, aVersion())).body.error?.code).toBe('Conflict');
    clock.advance(3_600_000);
    expect((await put(versionPath, aVersion())).status).toBe(200);
  });

  it('DELETE: takes 90 seconds; meanwhile it is Deleting, and cannot be updated', async () => {
    const { remove, put, get, clock } = await withVersion(anAzure());
    const answer = await remove(versionPath);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '60']);
    expect(answer.headers.get('location')).toContain('monitor=true');
    expect((await get(versionPath)).body.properties?.provisioningState).toBe('Deleting');
    expect((await put(versionPath, aVersion())).body.error?.code).toBe('OperationNotAllowed');
    clock.advance(90_000);
    expect((await get(versionPath)).status).toBe(404);
    expect((await remove(versionPath)).status).toBe(204);
  });

  it('DELETE: is refused before the end of life when that was asked for', async () => {
    const azure = await withDefinition(anAzure());
    const safetyProfile = { blockDeletionBeforeEndOfLife: true };
    await azure.settled(versionPath, aVersion({ endOfLifeDate: '2027-01-01T00:00:00Z' }, { safetyProfile }));
    const { body } = await azure.remove(versionPath);
    expect(body.error?.code).toBe('DeleteGalleryImageVersionBlockedBeforeEndOfLife');
  });

  it('list: shows those of the definition', async () => {
    const { get } = await withVersion(anAzure());
    const { body, headers } = await get(`${definitionPath}/versions`);
    expect(body.value).toMatchObject([{ id: versionPath, properties: { provisioningState: 'Succeeded' } }]);
    expect(headers.get('x-ms-ratelimit-remaining-resource')).toBeNull();
    expect((await get(`${galleryPath}/images/none/versions`)).status).toBe(404);
  });

  it('operations: another subscription does not find them', async () => {
    const { put, get } = await withDefinition(anAzure());
    const { headers } = await put(versionPath, aVersion());
    const url = headers.get('azure-asyncoperation') ?? '';
    expect((await get(url.replace(headers.get('x-ms-request-id') ?? '', 'none'))).status).toBe(404);
    expect((await get(url.replace(subscription, '/subscriptions/00000000-0000-4000-8000-000000000001'))).status).toBe(
      404,
    );
  });
});

function aDisk(lun: number) {
  return { lun, source: { id: `${sources}/snapshots/myDataSnapshot` } };
}
