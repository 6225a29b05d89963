import { canonicalRequest } from '../../domain/canonicalRequest';
import { checkRequest } from '../../domain/checkRequest';
import { differences } from '../../domain/differences';
import type { PublishRequest } from '../../domain/publishRequest';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { changed } from '../support/changed';

const now = new Date('2026-11-24T09:00:00Z');

const changedRequest = (request: PublishRequest, changes: Readonly<Record<string, unknown>>): PublishRequest => {
  const json = Object.entries(changes).reduce<unknown>((so, [pointer, value]) => changed(so, pointer, value), request);
  const checked = checkRequest(json, now);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.request;
};

const principal = (last: number) => ({
  principalId: `a0000000-0000-4000-8000-00000000000${last}`,
  principalType: 'User',
});

describe('canonicalRequest', () => {
  test('fills in defaults, and writes regions and dates in one form', () => {
    const request = aRequest({
      resourceGroup: { location: 'West Central US' },
      imageDefinition: { endOfLifeDate: '2028-01-01T01:00:00+01:00', features: [], disallowed: {} },
      imageVersion: {
        replicaCount: 2,
        targetRegions: [{ name: 'West Central US' }, { name: 'East US 2', regionalReplicaCount: 3 }],
      },
    });
    const canonical = canonicalRequest(request);
    expect(canonical.resourceGroup.location).toBe('westcentralus');
    expect(canonical.imageDefinition).toEqual({
      ...aRequest().imageDefinition,
      endOfLifeDate: '2028-01-01T00:00:00.000Z',
    });
    expect(canonical.imageVersion.targetRegions).toEqual([
      { name: 'eastus2', regionalReplicaCount: 3, storageAccountType: 'Standard_LRS', excludeFromLatest: false },
      { name: 'westcentralus', regionalReplicaCount: 2, storageAccountType: 'Standard_LRS', excludeFromLatest: false },
    ]);
  });

  test('keeps the names as they were typed', () => {
    const request = aRequest({ gallery: { name: 'MYgallery' }, resourceGroup: { name: 'MyRG' } });
    expect(canonicalRequest(request)).toMatchObject({
      gallery: { name: 'MYgallery' },
      resourceGroup: { name: 'MyRG' },
    });
  });

  test('puts principals and data disks in order', () => {
    const disk = (lun: number) => ({ lun, source: { id: `${disks}/disk${lun}` } });
    const disks =
      '/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/disks';
    const request = changedRequest(aSpecializedRequest(), {
      '/share/principals': [principal(2), principal(1)],
      '/imageVersion/source/dataDiskImages': [disk(11), disk(2)],
    });
    const canonical = canonicalRequest(request);
    expect(canonical.share?.principals).toEqual([principal(1), principal(2)]);
    expect(canonical.imageVersion.source).toMatchObject({ dataDiskImages: [{ lun: 2 }, { lun: 11 }] });
  });

  test.each([
    aRequest(),
    aSpecializedRequest(),
    aRequest({ share: undefined }),
  ])('is a valid request, and its own canonical form (%#)', request => {
    const canonical = canonicalRequest(request);
    expect(checkRequest(canonical, now)).toEqual({ ok: true, request: canonical });
    expect(canonicalRequest(canonical)).toEqual(canonical);
    expect(differences(canonical, request)).toEqual([]);
  });
});

describe('differences', () => {
  test.each<[string, Record<string, unknown>]>([
    ['the case of names', { '/gallery/name': 'MYGALLERY', '/imageDefinition/identifier/sku': 'MYsku' }],
    ['the case of ids', { '/subscriptionId': '5AB00000-0000-4000-8000-000000000001' }],
    ['the form of a region', { '/imageVersion/targetRegions/0/name': 'West Central US' }],
    [
      'the order of regions',
      { '/imageVersion/targetRegions': [{ name: 'southcentralus' }, { name: 'westcentralus' }] },
    ],
    ['a spelt default', { '/imageVersion/targetRegions/1/regionalReplicaCount': 1 }],
    ['the zone of a date', { '/imageVersion/endOfLifeDate': '2027-06-30T02:00:00+02:00' }],
    ['an empty object', { '/imageDefinition/recommended': { vCPUs: {} }, '/gallery/tags': {} }],
  ])('are none for %s', (_, changes) => {
    const other = changedRequest(aRequest(), changes);
    expect(differences(aRequest(), other)).toEqual([]);
    expect(differences(other, aRequest())).toEqual([]);
  });

  test.each<[Record<string, unknown>, string[]]>([
    [
      { '/imageVersion/replicaCount': 2 },
      [
        '/imageVersion/replicaCount',
        '/imageVersion/targetRegions/0/regionalReplicaCount',
        '/imageVersion/targetRegions/1/regionalReplicaCount',
      ],
    ],
    [
      { '/imageVersion/targetRegions/0': { name: 'eastus' }, '/imageVersion/location': 'eastus' },
      ['/imageVersion/location', '/imageVersion/targetRegions', '/imageVersion/targetRegions/0'],
    ],
    [{ '/imageVersion/targetRegions': [{ name: 'westcentralus' }] }, ['/imageVersion/targetRegions']],
    [{ '/imageVersion/endOfLifeDate': '2027-07-01T00:00:00Z' }, ['/imageVersion/endOfLifeDate']],
    [{ '/gallery/tags': { env: 'test' } }, ['/gallery/tags']],
    [{ '/share/principals/1': principal(2) }, ['/share/principals/1']],
    [{ '/share/principals/0/principalType': 'Group' }, ['/share/principals/0/principalType']],
    [{ '/share': undefined }, ['/share']],
    [{ '/gallery/description': 'new' }, ['/gallery/description']],
  ])('point at what the later request changes: %j', (changes, pointers) => {
    expect(differences(aRequest(), changedRequest(aRequest(), changes)).toSorted()).toEqual(pointers);
  });

  test('tell one kind of source from another', () => {
    const disks = changedRequest(aRequest(), { '/imageVersion/source': aSpecializedRequest().imageVersion.source });
    expect(differences(aRequest(), disks)).toEqual([
      '/imageVersion/source/id',
      '/imageVersion/source/osDiskImage',
      '/imageVersion/source/dataDiskImages',
    ]);
  });

  test('see the values of tags, and not the case of their names', () => {
    const tagged = (tags: Record<string, string>) => changedRequest(aRequest(), { '/gallery/tags': tags });
    expect(differences(tagged({ env: 'test' }), tagged({ Env: 'test' }))).toEqual([]);
    expect(differences(tagged({ env: 'test' }), tagged({ Env: 'Test' }))).toEqual(['/gallery/tags/env']);
  });
});
