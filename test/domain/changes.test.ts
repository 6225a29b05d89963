import {
  definitionChanges,
  galleryChanges,
  groupChanges,
  immutableDifferences,
  tagsWith,
  unnamedSecurityType,
} from '../../domain/changes';
import { aRequest } from '../support/aRequest';

const { imageDefinition, gallery, resourceGroup } = aRequest();
const { name: _, ...found } = imageDefinition;

describe('tags', () => {
  it.each([
    [undefined, undefined, undefined],
    [{ a: '1' }, undefined, { a: '1' }],
    [undefined, { b: '2' }, { b: '2' }],
    [{ a: '1', b: '1' }, { b: '2' }, { a: '1', b: '2' }],
    [{ Team: 'old', a: '1' }, { team: 'new' }, { a: '1', team: 'new' }],
  ])('of %j with %j over them are %j', (there, wanted, result) => {
    expect(tagsWith(there, wanted)).toEqual(result);
  });

  it.each([
    ['none for a name in another case', { TEAM: 'images' }, []],
    ['none in another order', { b: '2', team: 'images' }, []],
    ['some for a value in another case', { Team: 'Images' }, ['tags']],
    ['some for a name that is not there', { c: '3' }, ['tags']],
  ])('have changes: %s', (_title, tags, changes) => {
    const there = { location: 'eastus', tags: { Team: 'images', b: '2' } };
    expect(groupChanges({ ...resourceGroup, tags }, there)).toEqual(changes);
    expect(galleryChanges({ ...gallery, tags }, there)).toEqual(changes);
    expect(definitionChanges({ ...imageDefinition, tags }, { ...found, tags: there.tags })).toEqual(changes);
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

describe('whether virtual machines may be updated', () => {
  it.each([
    [true, undefined, ['allowUpdateImage']],
    [true, false, ['allowUpdateImage']],
    [false, true, ['allowUpdateImage']],
    [false, undefined, []],
    [undefined, true, []],
  ])('is a change when %s is wanted and %s is there: %j', (wanted, there, changes) => {
    const existing = { ...found, allowUpdateImage: there };
    expect(definitionChanges({ ...imageDefinition, allowUpdateImage: wanted }, existing)).toEqual(changes);
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

describe('the features of an existing definition', () => {
  const trusted = { name: 'SecurityType', value: 'TrustedLaunch' };
  const standard = { name: 'SecurityType', value: 'Standard' };
  const fast = { name: 'IsAcceleratedNetworkSupported', value: 'True' };

  it.each([
    ['of which the request names none', undefined, [trusted, fast]],
    ['of which the request names one', [fast], [trusted, fast]],
    ['that are spelled in another case', [{ name: 'securitytype', value: 'trustedlaunch' }], [trusted]],
    ['that are Standard, as absent ones are', [standard], undefined],
    ['with a first version that the request does not name', [fast], [{ ...fast, startsAtVersion: '2.0.0' }]],
  ])('do not differ: %s', (_title, features, there) => {
    expect(immutableDifferences({ ...imageDefinition, features }, { ...found, features: there })).toEqual([]);
  });

  it.each([
    ['SecurityType', [trusted], undefined, 'TrustedLaunch', 'Standard'],
    ['SecurityType', [standard, fast], [fast, trusted], 'Standard', 'TrustedLaunch'],
    ['IsAcceleratedNetworkSupported', [fast], [trusted], 'True', undefined],
    [
      'IsAcceleratedNetworkSupported',
      [{ ...fast, startsAtVersion: '2.0.0' }],
      [fast],
      'True from version 2.0.0',
      'True',
    ],
  ])('differ, told with both values: %s', (name, features, there, wanted, actual) => {
    expect(immutableDifferences({ ...imageDefinition, features }, { ...found, features: there })).toEqual([
      { property: 'features', what: `feature ${name}`, wanted, found: actual },
    ]);
  });

  it.each([
    [undefined, [trusted], 'TrustedLaunch'],
    [[fast], [trusted], 'TrustedLaunch'],
    [[{ name: 'SECURITYTYPE', value: 'TrustedLaunch' }], [trusted], undefined],
    [undefined, [standard], undefined],
    [undefined, undefined, undefined],
  ])('make virtual machines more secure than asked: %j over %j is %s', (features, there, unnamed) => {
    expect(unnamedSecurityType({ ...imageDefinition, features }, { ...found, features: there })).toBe(unnamed);
  });
});

describe('the purchase plan of an existing definition', () => {
  const plan = { name: 'plan', publisher: 'contoso', product: 'images' };

  it.each([
    ['of which the request does not speak', undefined, plan],
    ['of which the request says a part', { name: 'Plan' }, plan],
  ])('does not differ: %s', (_title, purchasePlan, there) => {
    expect(immutableDifferences({ ...imageDefinition, purchasePlan }, { ...found, purchasePlan: there })).toEqual([]);
  });

  it.each([
    [plan, undefined, 'name plan, publisher contoso, product images', undefined],
    [{ name: 'other' }, plan, 'name other', 'name plan, publisher contoso, product images'],
    [plan, { name: 'plan' }, 'name plan, publisher contoso, product images', 'name plan'],
  ])('differs, told with both values: %j over %j', (purchasePlan, there, wanted, actual) => {
    expect(immutableDifferences({ ...imageDefinition, purchasePlan }, { ...found, purchasePlan: there })).toEqual([
      { property: 'purchasePlan', what: 'purchasePlan', wanted, found: actual },
    ]);
  });
});
