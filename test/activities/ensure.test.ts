import { ensureGallery } from '../../activities/ensureGallery';
import { ensureImageDefinition } from '../../activities/ensureImageDefinition';
import { ensureResourceGroup } from '../../activities/ensureResourceGroup';
import { resourceIds } from '../../domain/ids';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { fakeGalleries, fakeImageDefinitions, fakeResourceGroups } from '../support/fakePorts';
import { anEntry, fakePublications } from '../support/fakePublications';

const request = aRequest();
const ids = resourceIds(request);
const publicationId = aPublication().id;
/** The index while the tests of one resource run: notes outlive a run of a step. */
let index = fakePublications(anEntry());
beforeEach(() => {
  index = fakePublications(anEntry());
});

const notReady = { kind: 'again', error: { code: 'azure-not-ready' } };

describe('ensureResourceGroup', () => {
  const ensure = (fake: ReturnType<typeof fakeResourceGroups>, wanted = request) =>
    ensureResourceGroup({ resourceGroups: fake.port, publications: index.port })({
      request: wanted,
      publicationId,
    });

  it('creates a missing one, in the form of a region that Azure stores', async () => {
    const fake = fakeResourceGroups();
    const wanted = aRequest({ resourceGroup: { location: 'West Central US', tags: { team: 'images' } } });
    expect(await ensure(fake, wanted)).toEqual({ kind: 'done', value: { id: ids.resourceGroup, created: true } });
    expect(fake.held.get(ids.resourceGroup)).toEqual({ location: 'westcentralus', tags: { team: 'images' } });
  });

  it('does nothing when run twice, and still says whose creation it is', async () => {
    const fake = fakeResourceGroups();
    const [first, second] = [await ensure(fake), await ensure(fake)];
    expect(fake.writes).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('leaves an existing one where it is', async () => {
    const fake = fakeResourceGroups({ [ids.resourceGroup]: { location: 'eastus' } });
    expect(await ensure(fake)).toMatchObject({ value: { created: false } });
    expect(fake.writes).toEqual([]);
  });

  it('puts its tags over those that are there', async () => {
    const fake = fakeResourceGroups({
      [ids.resourceGroup]: { location: 'eastus', tags: { team: 'old', owner: 'Ada' } },
    });
    await ensure(fake, aRequest({ resourceGroup: { tags: { team: 'images' } } }));
    expect(fake.held.get(ids.resourceGroup)).toEqual({ location: 'eastus', tags: { team: 'images', owner: 'Ada' } });
  });
});

describe('ensureGallery', () => {
  const ensure = (fake: ReturnType<typeof fakeGalleries>, wanted = request) =>
    ensureGallery({ galleries: fake.port, publications: index.port })({ request: wanted, publicationId });

  it('starts the creation, then waits until Azure is ready', async () => {
    const fake = fakeGalleries();
    expect(await ensure(fake)).toMatchObject(notReady);
    expect(await ensure(fake)).toMatchObject(notReady);
    fake.settle();
    expect(await ensure(fake)).toEqual({ kind: 'done', value: { id: ids.gallery, created: true } });
    expect(fake.writes).toHaveLength(1);
  });

  it('does not claim the gallery that another publication made meanwhile', async () => {
    const fake = fakeGalleries({ [ids.gallery]: { location: 'westcentralus', provisioningState: 'Succeeded' } });
    expect(await ensure(fake)).toEqual({ kind: 'done', value: { id: ids.gallery, created: false } });
  });

  it('does not claim the gallery when Azure says that its PUT was the second', async () => {
    const fake = fakeGalleries();
    const lookedTooEarly = { ...fake.port, find: async () => undefined };
    fake.held.set(ids.gallery, { location: 'westcentralus', provisioningState: 'Succeeded' });
    await ensure({ ...fake, port: lookedTooEarly });
    fake.settle();
    expect(await ensure(fake)).toEqual({ kind: 'done', value: { id: ids.gallery, created: false } });
  });

  it('is made where the request says, in the form of a region that Azure stores', async () => {
    const fake = fakeGalleries();
    await ensure(fake, aRequest({ gallery: { location: 'East US 2', description: 'ours', tags: { a: '1' } } }));
    expect(fake.writes).toEqual([
      { id: ids.gallery, written: { location: 'eastus2', description: 'ours', tags: { a: '1' } } },
    ]);
  });

  it('stays its own creation when Azure shows it so late that it is put again', async () => {
    const fake = fakeGalleries();
    await ensure(fake);
    const late = { ...fake.port, find: async () => undefined };
    await ensure({ ...fake, port: late });
    fake.settle();
    expect(await ensure(fake)).toEqual({ kind: 'done', value: { id: ids.gallery, created: true } });
  });

  it('tries once more after a creation that failed', async () => {
    const fake = fakeGalleries({ [ids.gallery]: { location: 'westcentralus', provisioningState: 'Failed' } });
    expect(await ensure(fake)).toMatchObject({ kind: 'again', patienceSeconds: 60, error: { code: 'azure-gave-up' } });
    expect(fake.writes).toHaveLength(1);
  });

  it.each(['Creating', 'Updating', 'Deleting', 'Migrating'] as const)('waits while Azure is %s', async state => {
    const fake = fakeGalleries({ [ids.gallery]: { location: 'westcentralus', provisioningState: state } });
    expect(await ensure(fake)).toMatchObject(notReady);
    expect(fake.writes).toEqual([]);
  });

  it('leaves one as wanted alone', async () => {
    const there = {
      location: 'westcentralus',
      description: 'ours',
      tags: { a: '1' },
      provisioningState: 'Succeeded',
    } as const;
    const fake = fakeGalleries({ [ids.gallery]: there });
    expect(await ensure(fake)).toMatchObject({ value: { created: false } });
    expect(fake.writes).toEqual([]);
  });

  it('keeps description and tags that the request does not speak of', async () => {
    const there = {
      location: 'westcentralus',
      description: 'ours',
      tags: { a: '1' },
      provisioningState: 'Succeeded',
    } as const;
    const fake = fakeGalleries({ [ids.gallery]: there });
    await ensure(fake, aRequest({ gallery: { tags: { b: '2' } } }));
    expect(fake.writes).toEqual([{ id: ids.gallery, written: { description: 'ours', tags: { a: '1', b: '2' } } }]);
  });
});

describe('ensureImageDefinition', () => {
  const ensure = (fake: ReturnType<typeof fakeImageDefinitions>, wanted = request) =>
    ensureImageDefinition({ imageDefinitions: fake.port, publications: index.port })({
      request: wanted,
      publicationId,
    });
  const { name: _, ...asked } = request.imageDefinition;
  const there = { ...asked, provisioningState: 'Succeeded' } as const;

  it('starts the creation, then waits until Azure is ready', async () => {
    const fake = fakeImageDefinitions();
    expect(await ensure(fake)).toMatchObject(notReady);
    expect(await ensure(fake)).toMatchObject(notReady);
    fake.settle();
    expect(await ensure(fake)).toEqual({ kind: 'done', value: { id: ids.imageDefinition, created: true } });
    expect(fake.writes).toHaveLength(1);
  });

  it('is made where the request says, in the form of a region that Azure stores', async () => {
    const fake = fakeImageDefinitions();
    await ensure(fake, aRequest({ imageDefinition: { location: 'East US 2' } }));
    expect(fake.held.get(ids.imageDefinition)?.location).toBe('eastus2');
  });

  it('says the security type, which newer api-versions would choose otherwise', async () => {
    const fake = fakeImageDefinitions();
    await ensure(fake);
    expect(fake.held.get(ids.imageDefinition)?.features).toEqual([{ name: 'SecurityType', value: 'Standard' }]);
  });

  it.each(['SecurityType', 'securitytype'])('leaves the security type to a request that names one: %s', async name => {
    const features = [{ name, value: 'TrustedLaunch' }];
    const fake = fakeImageDefinitions();
    await ensure(fake, aRequest({ imageDefinition: { features } }));
    expect(fake.held.get(ids.imageDefinition)?.features).toEqual(features);
  });

  it('leaves one as wanted alone', async () => {
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: there });
    expect(await ensure(fake)).toMatchObject({ value: { created: false } });
    expect(fake.writes).toEqual([]);
  });

  it('updates a single property', async () => {
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: there });
    await ensure(fake, aRequest({ imageDefinition: { description: 'new' } }));
    expect(fake.held.get(ids.imageDefinition)?.description).toBe('new');
  });

  it('updates what may change and keeps what may not', async () => {
    const features = [{ name: 'IsAcceleratedNetworkSupported', value: 'True' }];
    const before = { ...there, location: 'eastus', features, tags: { a: '1' }, eula: 'theirs' };
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: before });
    await ensure(fake, aRequest({ imageDefinition: { description: 'new', tags: { b: '2' } } }));
    expect(fake.writes).toHaveLength(1);
    expect(fake.held.get(ids.imageDefinition)).toMatchObject({
      location: 'eastus',
      features,
      eula: 'theirs',
      description: 'new',
      tags: { a: '1', b: '2' },
    });
  });

  it('sends what Azure never changes exactly as Azure has it', async () => {
    const fixed = {
      identifier: { publisher: 'MYPUBLISHER', offer: 'MYOFFER', sku: 'MYSKU' },
      purchasePlan: { name: 'Plan', publisher: 'Contoso', product: 'Images' },
      features: [{ name: 'SecurityType', value: 'TrustedLaunch' }],
    };
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: { ...there, ...fixed } });
    const features = [{ name: 'securitytype', value: 'trustedlaunch' }];
    await ensure(fake, aRequest({ imageDefinition: { eula: 'new', purchasePlan: { name: 'plan' }, features } }));
    expect(fake.writes).toHaveLength(1);
    expect(fake.held.get(ids.imageDefinition)).toMatchObject({ ...fixed, eula: 'new' });
  });

  it('lets the features be updated when the request says so', async () => {
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: there });
    await ensure(fake, aRequest({ imageDefinition: { allowUpdateImage: true } }));
    expect(fake.held.get(ids.imageDefinition)?.allowUpdateImage).toBe(true);
  });

  it('replaces a tag whose name has another case', async () => {
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: { ...there, tags: { Team: 'old', a: '1' } } });
    await ensure(fake, aRequest({ imageDefinition: { tags: { team: 'new' } } }));
    expect(fake.held.get(ids.imageDefinition)?.tags).toEqual({ a: '1', team: 'new' });
  });

  it('refuses the definition that another publication made meanwhile with other features', async () => {
    const features = [{ name: 'SecurityType', value: 'TrustedLaunch' }];
    const fake = fakeImageDefinitions({ [ids.imageDefinition]: there });
    expect(await ensure(fake, aRequest({ imageDefinition: { features } }))).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'immutable-property', pointer: '/imageDefinition/features' }],
    });
    expect(fake.writes).toEqual([]);
  });
});
