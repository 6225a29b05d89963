import { resourceIds } from '../../domain/ids';
import { type Found, planPublication } from '../../domain/plan';
import { aRequest } from '../support/aRequest';
import { anImageVersion, aTargetRegion } from '../support/fakePorts';

const request = aRequest();
const ids = resourceIds(request);
const { name: _, ...imageDefinition } = request.imageDefinition;
const source = {
  pointer: '/imageVersion/source/id',
  id: '/image',
  resource: { location: 'West Central US', osType: 'linux', osState: 'Generalized', hyperVGeneration: 'V1' },
};

const everything: Found = {
  resourceGroup: { location: 'westcentralus' },
  gallery: { location: 'westcentralus' },
  imageDefinition,
  imageVersion: anImageVersion(),
  sources: [source],
};

const problems = (found: Partial<Found>, wanted = request) =>
  planPublication(wanted, { ...everything, ...found }).problems.map(({ code, pointer }) => `${code} ${pointer}`);

const plan = (found: Partial<Found>, wanted = request) => planPublication(wanted, { ...everything, ...found }).plan;

describe('the plan of a publication', () => {
  it('creates everything when nothing is there', () => {
    expect(planPublication(request, { sources: [source] })).toEqual({
      problems: [],
      plan: {
        create: Object.values(ids),
        change: [],
        keep: [],
        warnings: [],
      },
    });
  });

  it('keeps everything when all is as wanted', () => {
    expect(plan({})).toEqual({
      create: [],
      change: [],
      keep: Object.values(ids),
      warnings: [],
    });
  });

  it('changes what differs, and names the properties', () => {
    const wanted = aRequest({
      resourceGroup: { tags: { a: '1' } },
      gallery: { description: 'new' },
      imageDefinition: { eula: 'new' },
      imageVersion: { replicaCount: 3 },
    });
    expect(plan({}, wanted)).toMatchObject({
      create: [],
      keep: [],
      change: [
        { id: ids.resourceGroup, properties: ['tags'] },
        { id: ids.gallery, properties: ['description'] },
        { id: ids.imageDefinition, properties: ['eula'] },
        { id: ids.imageVersion, properties: ['targetRegions', 'replicaCount'] },
      ],
    });
  });

  it('warns of a resource group elsewhere, and of regions that it keeps', () => {
    const imageVersion = anImageVersion({
      targetRegions: ['westcentralus', 'southcentralus', 'UK South'].map(aTargetRegion),
    });
    expect(plan({ resourceGroup: { location: 'eastus' }, imageVersion }).warnings).toEqual([
      'The resource group already exists in eastus; it stays there.',
      'The image version is also replicated to uksouth; these regions are kept.',
    ]);
  });
});

describe('tags in another case and order', () => {
  const there = { Team: 'images', b: '2' };
  const found: Partial<Found> = {
    resourceGroup: { location: 'westcentralus', tags: there },
    gallery: { location: 'westcentralus', tags: there },
    imageDefinition: { ...imageDefinition, tags: there },
    imageVersion: anImageVersion({ tags: there }),
  };
  const tagged = (tags: Record<string, string>) =>
    aRequest({ resourceGroup: { tags }, gallery: { tags }, imageDefinition: { tags }, imageVersion: { tags } });

  it('are kept everywhere', () => {
    expect(plan(found, tagged({ b: '2', team: 'images' })).keep).toEqual(Object.values(ids));
  });

  it('are changed everywhere when a value has another case', () => {
    const change = Object.values(ids).map(id => ({ id, properties: ['tags'] }));
    expect(plan(found, tagged({ team: 'Images' })).change).toEqual(change);
  });
});

describe('a security type that the request does not name', () => {
  const features = [{ name: 'SecurityType', value: 'TrustedLaunch' }];

  it('is kept with a warning when it is not Standard', () => {
    const found = { imageDefinition: { ...imageDefinition, features } };
    expect(problems(found)).toEqual([]);
    expect(plan(found)).toMatchObject({
      change: [],
      warnings: [
        'The image definition already exists with SecurityType TrustedLaunch, which the request does not name; it stays so.',
      ],
    });
  });

  it('is no matter for a warning when the request names it', () => {
    expect(
      plan({ imageDefinition: { ...imageDefinition, features } }, aRequest({ imageDefinition: { features } })),
    ).toMatchObject({ change: [], warnings: [] });
  });
});

describe('what Azure would refuse', () => {
  it('is nothing when all is as wanted', () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    ['West Central US', 'westcentralus'],
    ['westcentralus', 'West Central US'],
  ])('is no region in another spelling: %s and %s', (wanted, actual) => {
    const location = { location: wanted };
    const spelled = aRequest({
      resourceGroup: location,
      gallery: location,
      imageDefinition: location,
      imageVersion: { ...location, targetRegions: [{ name: wanted }] },
    });
    const found = {
      resourceGroup: { location: actual },
      gallery: { location: actual },
      imageDefinition: { ...imageDefinition, location: actual },
      imageVersion: anImageVersion({ location: actual, targetRegions: [aTargetRegion(actual)] }),
      sources: [{ ...source, resource: { ...source.resource, location: actual } }],
    };
    expect(problems(found, spelled)).toEqual([]);
    expect(plan(found, spelled)).toMatchObject({ change: [], warnings: [] });
  });

  it('is a source that is not there', () => {
    expect(problems({ sources: [{ ...source, resource: undefined }] })).toEqual([
      'source-not-found /imageVersion/source/id',
    ]);
  });

  it.each([
    ['source-region', { location: 'eastus' }],
    ['source-osType', { osType: 'Windows' }],
    ['source-osState', { osState: 'Specialized' }],
    ['source-hyperVGeneration', { hyperVGeneration: 'V2' }],
    ['source-architecture', { architecture: 'Arm64' }],
  ])('is a source that does not fit: %s', (code, differing) => {
    const sources = [{ ...source, resource: { ...source.resource, ...differing } }];
    expect(problems({ sources })).toEqual([`${code} /imageVersion/source/id`]);
  });

  it('is no source of which Azure does not say what it is', () => {
    expect(problems({ sources: [{ ...source, resource: { location: 'westcentralus' } }] })).toEqual([]);
  });

  it.each([
    ['/gallery/location', { gallery: { location: 'eastus' } }],
    ['/imageDefinition/location', { imageDefinition: { ...imageDefinition, location: 'eastus' } }],
    ['/imageVersion/location', { imageVersion: anImageVersion({ location: 'eastus' }) }],
  ])('is a resource that is elsewhere: %s', (pointer, found) => {
    expect(problems(found)).toEqual([`location-differs ${pointer}`]);
  });

  it('is a definition of another kind', () => {
    const found = {
      imageDefinition: { ...imageDefinition, osState: 'Specialized' as const, architecture: 'Arm64' as const },
    };
    expect(problems(found)).toEqual([
      'immutable-property /imageDefinition/osState',
      'immutable-property /imageDefinition/architecture',
    ]);
  });

  it('is an existing definition without the features and the purchase plan that are asked for', () => {
    const wanted = aRequest({
      imageDefinition: {
        features: [
          { name: 'SecurityType', value: 'TrustedLaunch' },
          { name: 'IsHibernateSupported', value: 'True' },
        ],
        purchasePlan: { name: 'plan', publisher: 'contoso' },
      },
    });
    expect(planPublication(wanted, everything).problems).toEqual(
      [
        [
          'purchasePlan',
          'The image definition already exists without purchasePlan, and Azure cannot set it to name plan, publisher contoso any more. Leave it out, or use another image definition.',
        ],
        [
          'features',
          'The image definition already exists with feature SecurityType Standard, which Azure cannot change to TrustedLaunch. Ask for Standard, or use another image definition.',
        ],
        [
          'features',
          'The image definition already exists without feature IsHibernateSupported, and Azure cannot set it to True any more. Leave it out, or use another image definition.',
        ],
      ].map(([property, message]) => ({
        code: 'immutable-property',
        message,
        pointer: `/imageDefinition/${property}`,
        resourceId: ids.imageDefinition,
      })),
    );
  });

  it('is a version that was made from another source', () => {
    const found = { imageVersion: anImageVersion({ source: { id: '/other' } }) };
    expect(problems(found)).toEqual(['version-has-other-source /imageVersion/source']);
  });

  it('is told all together, each with what to do and the resource it is about', () => {
    const all = planPublication(request, {
      ...everything,
      gallery: { location: 'eastus' },
      sources: [{ ...source, resource: undefined }],
    }).problems;
    expect(all.map(({ resourceId }) => resourceId)).toEqual(['/image', ids.gallery]);
    expect(all[1]?.message).toBe(
      'The gallery already exists in eastus; its location cannot change to westcentralus. Use eastus, or another name.',
    );
  });
});
