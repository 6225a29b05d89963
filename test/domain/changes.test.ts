import { definitionChanges, galleryChanges, groupChanges, immutableDifferences, tagsWith } from '../../domain/changes';
import { aRequest } from '../support/aRequest';

const { imageDefinition, gallery, resourceGroup } = aRequest();
const { name: _, ...found } = imageDefinition;

describe('tags', () => {
  it.each([
    [undefined, undefined, undefined],
    [{ a: '1' }, undefined, { a: '1' }],
    [undefined, { b: '2' }, { b: '2' }],
    [{ a: '1', b: '1' }, { b: '2' }, { a: '1', b: '2' }],
  ])('of %j with %j over them are %j', (there, wanted, result) => {
    expect(tagsWith(there, wanted)).toEqual(result);
  });
});

describe('the changes of an existing resource', () => {
  it('are none when the request does not speak of what is there', () => {
    expect(groupChanges(resourceGroup, { location: 'eastus', tags: { a: '1' } })).toEqual([]);
    expect(galleryChanges(gallery, { location: 'eastus', description: 'theirs', tags: { a: '1' } })).toEqual([]);
    expect(definitionChanges(imageDefinition, { ...found, eula: 'theirs', tags: { a: '1' } })).toEqual([]);
  });

  it('are named by property', () => {
    const tags = { a: '2' };
    expect(groupChanges({ ...resourceGroup, tags }, { location: 'eastus', tags: { a: '1' } })).toEqual(['tags']);
    expect(galleryChanges({ ...gallery, description: 'new', tags }, { location: 'eastus' })).toEqual([
      'description',
      'tags',
    ]);
    expect(definitionChanges({ ...imageDefinition, eula: 'new', tags }, { ...found, eula: 'old' })).toEqual([
      'eula',
      'tags',
    ]);
  });

  it('are none for the same moment in another spelling, and for members in another order', () => {
    const wanted = {
      ...imageDefinition,
      endOfLifeDate: '2027-06-30T00:00:00Z',
      recommended: { vCPUs: { min: 1, max: 2 }, memory: { min: 1 } },
    };
    const there = {
      ...found,
      endOfLifeDate: '2027-06-30T00:00:00.000Z',
      recommended: { memory: { min: 1 }, vCPUs: { max: 2, min: 1 } },
    };
    expect(definitionChanges(wanted, there)).toEqual([]);
    expect(definitionChanges({ ...wanted, endOfLifeDate: '2027-07-01T00:00:00Z' }, there)).toEqual(['endOfLifeDate']);
  });
});

describe('what Azure never lets a definition change', () => {
  it('is compared without case', () => {
    const identifier = { publisher: 'MYPUBLISHER', offer: 'myoffer', sku: 'mySKU' };
    expect(immutableDifferences(imageDefinition, { ...found, identifier })).toEqual([]);
  });

  it.each([
    ['osType', { osType: 'Windows' }],
    ['osState', { osState: 'Specialized' }],
    ['hyperVGeneration', { hyperVGeneration: 'V2' }],
    ['architecture', { architecture: 'Arm64' }],
    ['identifier/publisher', { identifier: { ...found.identifier, publisher: 'other' } }],
    ['identifier/offer', { identifier: { ...found.identifier, offer: 'other' } }],
    ['identifier/sku', { identifier: { ...found.identifier, sku: 'other' } }],
  ] as const)('is told with both values: %s', (property, there) => {
    const differences = immutableDifferences(imageDefinition, { ...found, ...there });
    expect(differences.map(difference => difference.property)).toEqual([property]);
    expect(differences[0]?.wanted).not.toBe(differences[0]?.found);
  });
});
