import { checkPlan } from '../../activities/checkPlan';
import type { Ports } from '../../activities/ports';
import { AzureRefusal } from '../../activities/refusal';
import { surveyResources } from '../../activities/surveyResources';
import { resourceIds } from '../../domain/ids';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import {
  anImageVersion,
  fakeGalleries,
  fakeImageDefinitions,
  fakeImageVersions,
  fakeResourceGroups,
  fakeSources,
} from '../support/fakePorts';

const request = aRequest();
const ids = resourceIds(request);
const { name: _, ...definition } = request.imageDefinition;
const location = 'westcentralus';
const imageId = 'id' in request.imageVersion.source ? request.imageVersion.source.id : '';
const image = { location, osType: 'Linux', osState: 'Generalized', hyperVGeneration: 'V1' };

const world = () => {
  const fakes = {
    resourceGroups: fakeResourceGroups({ [ids.resourceGroup]: { location } }),
    galleries: fakeGalleries({ [ids.gallery]: { location } }),
    imageDefinitions: fakeImageDefinitions({ [ids.imageDefinition]: definition }),
    imageVersions: fakeImageVersions({ [ids.imageVersion]: anImageVersion() }),
  };
  const ports = {
    resourceGroups: fakes.resourceGroups.port,
    galleries: fakes.galleries.port,
    imageDefinitions: fakes.imageDefinitions.port,
    imageVersions: fakes.imageVersions.port,
    sources: fakeSources({ [imageId]: image }),
  } satisfies Partial<Ports>;
  return { fakes, ports };
};

describe('checkPlan', () => {
  it('finds everything there and nothing to do', async () => {
    expect(await checkPlan(world().ports)({ request })).toMatchObject({
      kind: 'done',
      value: { create: [], change: [], keep: Object.values(ids) },
    });
  });

  it('finds nothing there, and everything to create', async () => {
    const { fakes, ports } = world();
    for (const { held } of Object.values(fakes)) held.clear();
    expect(await checkPlan(ports)({ request })).toMatchObject({
      value: { create: Object.values(ids) },
    });
  });

  it('tells of a source that it may not look at beside the other problems, at its place', async () => {
    const { ports } = world();
    const no = new AzureRefusal({ code: 'SubscriptionNotFound', message: 'There is no such subscription.' });
    const sources = { find: async () => Promise.reject(no) };
    const elsewhere = aRequest({ gallery: { location: 'eastus' } });
    expect(await checkPlan({ ...ports, sources })({ request: elsewhere })).toMatchObject({
      kind: 'refused',
      errors: [
        { code: 'SubscriptionNotFound', pointer: '/imageVersion/source/id' },
        { code: 'location-differs', pointer: '/gallery/location' },
      ],
    });
  });

  it('refuses the name of a gallery that another resource group has', async () => {
    const { fakes, ports } = world();
    for (const { held } of Object.values(fakes)) held.clear();
    const other = ids.gallery.replace('myGalleryRG', 'theirRG');
    expect(await checkPlan({ ...ports, galleries: fakeGalleries({}, other).port })({ request })).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'gallery-name-taken', pointer: '/gallery/name', resourceId: other }],
    });
  });

  it('changes nothing', async () => {
    const { fakes, ports } = world();
    await checkPlan(ports)({ request: aRequest({ gallery: { description: 'new' } }) });
    expect(Object.values(fakes).flatMap(({ writes }) => writes)).toEqual([]);
  });

  it('asks for no child of what is not there', async () => {
    const { fakes, ports } = world();
    fakes.galleries.held.clear();
    const find = jest.fn();
    await checkPlan({ ...ports, imageDefinitions: { ...ports.imageDefinitions, find } })({ request });
    expect(find).not.toHaveBeenCalled();
  });

  it('refuses for one reason alone', async () => {
    const { ports } = world();
    const outcome = await checkPlan(ports)({ request: aRequest({ gallery: { location: 'eastus' } }) });
    expect(outcome).toMatchObject({ kind: 'refused', errors: [{ pointer: '/gallery/location' }] });
  });

  it('refuses with every problem together', async () => {
    const { ports } = world();
    const wrong = aRequest({ gallery: { location: 'eastus' }, imageDefinition: { osType: 'Windows' } });
    const outcome = await checkPlan(ports)({ request: wrong });
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(outcome.kind === 'refused' && outcome.errors.map(({ pointer }) => pointer)).toEqual([
      '/imageVersion/source/id',
      '/gallery/location',
      '/imageDefinition/osType',
    ]);
  });

  it('looks at every disk of a specialized image', async () => {
    const outcome = await checkPlan(world().ports)({ request: aSpecializedRequest() });
    expect(outcome.kind === 'refused' && outcome.errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'source-not-found /imageVersion/source/osDiskImage/source/id',
      'source-not-found /imageVersion/source/dataDiskImages/0/source/id',
    ]);
  });
});

describe('surveyResources', () => {
  it('tells what is there, and where the regions stand', async () => {
    const { fakes, ports } = world();
    expect(await surveyResources(ports)({ request })).toMatchObject({
      value: { existing: Object.values(ids), regions: [{ state: 'Completed' }, { state: 'Completed' }] },
    });
    fakes.imageVersions.held.clear();
    expect(await surveyResources(ports)({ request })).toEqual({
      kind: 'done',
      value: { existing: [ids.resourceGroup, ids.gallery, ids.imageDefinition], regions: [] },
    });
  });
});
