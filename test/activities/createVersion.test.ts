import { createVersion } from '../../activities/createVersion';
import { resourceIds } from '../../domain/ids';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { anImageVersion, aTargetRegion, fakeImageVersions } from '../support/fakePorts';
import { anEntry, fakePublications } from '../support/fakePublications';

const request = aRequest();
const id = resourceIds(request).imageVersion;
let index = fakePublications(anEntry());
beforeEach(() => {
  index = fakePublications(anEntry());
});

const create = (fake: ReturnType<typeof fakeImageVersions>, wanted = request) =>
  createVersion({ imageVersions: fake.port, publications: index.port })({
    request: wanted,
    publicationId: aPublication().id,
  });

describe('createVersion', () => {
  it('starts the PUT and tells where its operation is', async () => {
    const fake = fakeImageVersions();
    expect(await create(fake)).toEqual({
      kind: 'done',
      value: { id, created: true, operation: 'https://azure/operation', retryAfterSeconds: 60 },
    });
    expect(fake.writes).toHaveLength(1);
  });

  it('puts nothing a second time', async () => {
    const fake = fakeImageVersions();
    await create(fake);
    expect(await create(fake)).toEqual({ kind: 'done', value: { id, created: true } });
    fake.settle();
    expect(await create(fake)).toEqual({ kind: 'done', value: { id, created: true } });
    expect(fake.writes).toHaveLength(1);
  });

  it('leaves a version that is as wanted alone', async () => {
    const fake = fakeImageVersions({ [id]: anImageVersion() });
    expect(await create(fake)).toEqual({ kind: 'done', value: { id, created: false } });
    expect(fake.writes).toEqual([]);
  });

  it('keeps regions and tags that others have put there', async () => {
    const targetRegions = [aTargetRegion('West Central US'), aTargetRegion('eastus')];
    const fake = fakeImageVersions({ [id]: anImageVersion({ targetRegions, tags: { theirs: '1' } }) });
    await create(fake, aRequest({ imageVersion: { tags: { ours: '2' } } }));
    expect(fake.writes).toHaveLength(1);
    expect(fake.held.get(id)?.targetRegions.map(({ name }) => name)).toEqual([
      'westcentralus',
      'southcentralus',
      'eastus',
    ]);
    expect(fake.held.get(id)?.tags).toEqual({ theirs: '1', ours: '2' });
  });

  it('reads again before each PUT, so that a region added meanwhile stays', async () => {
    const fake = fakeImageVersions({ [id]: anImageVersion({ targetRegions: [aTargetRegion('westcentralus')] }) });
    await create(fake);
    fake.held.set(id, anImageVersion({ targetRegions: [aTargetRegion('westcentralus'), aTargetRegion('uksouth')] }));
    await create(fake);
    expect(fake.held.get(id)?.targetRegions.map(({ name }) => name)).toEqual([
      'westcentralus',
      'southcentralus',
      'uksouth',
    ]);
  });

  it('tries once more after a creation that failed', async () => {
    const fake = fakeImageVersions({ [id]: anImageVersion({ provisioningState: 'Failed' }) });
    await create(fake);
    expect(fake.writes).toHaveLength(1);
  });

  it.each(['Creating', 'Updating'] as const)('writes nothing while Azure is %s it', async provisioningState => {
    const fake = fakeImageVersions({ [id]: anImageVersion({ provisioningState, targetRegions: [] }) });
    expect(await create(fake)).toEqual({ kind: 'done', value: { id, created: false } });
    expect(fake.writes).toEqual([]);
  });

  it('waits until a version that is being deleted is gone', async () => {
    const fake = fakeImageVersions({ [id]: anImageVersion({ provisioningState: 'Deleting' }) });
    expect(await create(fake)).toMatchObject({ kind: 'again', error: { code: 'azure-not-ready', resourceId: id } });
    expect(fake.writes).toEqual([]);
  });

  it('refuses a version that was made from another source', async () => {
    const fake = fakeImageVersions({ [id]: anImageVersion({ source: { id: '/other' } }) });
    expect(await create(fake)).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'version-has-other-source', pointer: '/imageVersion/source', resourceId: id }],
    });
    expect(fake.writes).toEqual([]);
  });
});
