import { desiredVersion, sameSource, versionChanges } from '../../domain/imageVersion';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { anImageVersion, aTargetRegion } from '../support/fakePorts';

const disks = (...luns: readonly number[]) => ({
  osDiskImage: { source: { id: '/OS' } },
  dataDiskImages: luns.map(lun => ({ lun, source: { id: `/Data${lun}` } })),
});

describe('the source of a version', () => {
  it.each([
    [{ id: '/Image' }, { id: '/IMAGE' }, true],
    [{ id: '/image' }, { id: '/other' }, false],
    [disks(0, 1), disks(1, 0), true],
    [disks(2, 10), disks(10, 2), true],
    [disks(0), disks(0, 1), false],
    [disks(0), { ...disks(), dataDiskImages: [{ lun: 5, source: { id: '/data0' } }] }, false],
    [disks(), { osDiskImage: disks().osDiskImage }, true],
    [{ id: '/os' }, disks(), true],
  ])('of %j and %j is the same: %s', (a, b, same) => {
    expect(sameSource(a, b)).toBe(same);
  });
});

describe('the version that is wanted', () => {
  it('spells every default out', () => {
    expect(desiredVersion(aRequest({ imageVersion: { location: 'West Central US' } }))).toEqual({
      location: 'westcentralus',
      tags: undefined,
      source: anImageVersion().source,
      targetRegions: [aTargetRegion('westcentralus'), aTargetRegion('southcentralus')],
      replicaCount: 1,
      storageAccountType: 'Standard_LRS',
      excludeFromLatest: false,
      endOfLifeDate: '2027-06-30T00:00:00Z',
      allowDeletionOfReplicatedLocations: false,
      blockDeletionBeforeEndOfLife: false,
    });
  });

  it('lets a region say otherwise', () => {
    const region = {
      name: 'East US 2',
      regionalReplicaCount: 5,
      storageAccountType: 'Standard_ZRS',
      excludeFromLatest: true,
    } as const;
    const { targetRegions } = desiredVersion(
      aRequest({
        imageVersion: { targetRegions: [region, { name: 'uksouth' }], replicaCount: 2, excludeFromLatest: false },
      }),
    );
    expect(targetRegions).toEqual([
      { ...region, name: 'eastus2', encryption: undefined },
      { ...aTargetRegion('uksouth'), regionalReplicaCount: 2 },
    ]);
  });

  it('caches disks as Azure does by default, and as the request says', () => {
    const { source } = desiredVersion(aSpecializedRequest());
    expect(source).toMatchObject({
      osDiskImage: { hostCaching: 'ReadWrite' },
      dataDiskImages: [{ lun: 0, hostCaching: 'ReadOnly' }],
    });
    const withoutCache = { osDiskImage: { source: { id: '/os' }, hostCaching: 'None' } } as const;
    expect(desiredVersion(aRequest({ imageVersion: { source: withoutCache } })).source).toMatchObject(withoutCache);
  });

  it('keeps what an existing version has beyond the request', () => {
    const encryption = { osDiskImage: { diskEncryptionSetId: '/des' } };
    const found = anImageVersion({
      location: 'eastus',
      targetRegions: [
        { ...aTargetRegion('West Central US'), encryption },
        { ...aTargetRegion('uksouth'), regionalReplicaCount: 9 },
      ],
      tags: { theirs: '1' },
      allowDeletionOfReplicatedLocations: true,
    });
    const wanted = desiredVersion(aRequest({ imageVersion: { endOfLifeDate: undefined } }), found);
    expect(wanted).toMatchObject({
      location: 'eastus',
      tags: { theirs: '1' },
      endOfLifeDate: found.endOfLifeDate,
      allowDeletionOfReplicatedLocations: true,
    });
    expect(wanted.targetRegions.map(({ name }) => name)).toEqual(['westcentralus', 'southcentralus', 'uksouth']);
    expect(wanted.targetRegions[0]?.encryption).toEqual(encryption);
    expect(wanted.targetRegions[2]?.regionalReplicaCount).toBe(9);
  });

  it('knows a region again however it is spelled', () => {
    const encryption = { osDiskImage: { diskEncryptionSetId: '/des' } };
    const found = anImageVersion({ targetRegions: [{ ...aTargetRegion('eastus2'), encryption }] });
    const request = aRequest({ imageVersion: { targetRegions: [{ name: 'East US 2' }] } });
    expect(desiredVersion(request, found).targetRegions).toEqual([{ ...aTargetRegion('eastus2'), encryption }]);
  });

  it('is a fixed point: what was put needs no second PUT', () => {
    const request = aRequest({ imageVersion: { tags: { a: '1' } } });
    const put = desiredVersion(
      request,
      anImageVersion({ targetRegions: [aTargetRegion('uksouth')], tags: { b: '2' } }),
    );
    expect(versionChanges(desiredVersion(request, put), put)).toEqual([]);
  });
});

describe('the changes of an existing version', () => {
  const wanted = desiredVersion(aRequest());

  it('are none for other spellings and another order of the same', () => {
    const targetRegions = [aTargetRegion('South Central US'), aTargetRegion('West Central US')];
    expect(versionChanges(wanted, anImageVersion({ targetRegions }))).toEqual([]);
  });

  it('are none for tags in another order', () => {
    const request = aRequest({ imageVersion: { tags: { b: '2', a: '1' } } });
    const found = anImageVersion({ tags: { a: '1', b: '2', c: '3' } });
    expect(versionChanges(desiredVersion(request, found), found)).toEqual([]);
  });

  it.each([
    ['targetRegions', { targetRegions: [aTargetRegion('westcentralus')] }],
    [
      'targetRegions',
      {
        targetRegions: [
          aTargetRegion('westcentralus'),
          { ...aTargetRegion('southcentralus'), regionalReplicaCount: 2 },
        ],
      },
    ],
    ['replicaCount', { replicaCount: 3 }],
    ['storageAccountType', { storageAccountType: 'Premium_LRS' }],
    ['excludeFromLatest', { excludeFromLatest: true }],
    ['endOfLifeDate', { endOfLifeDate: '2030-01-01T00:00:00Z' }],
    ['tags', { tags: { other: '1' } }],
  ])('are named: %s', (property, overrides) => {
    expect(versionChanges(wanted, anImageVersion(overrides))).toEqual([property]);
  });
});
