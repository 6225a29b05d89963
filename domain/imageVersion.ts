import type { ImageVersion, Source, TargetRegion } from './azureResources';
import { tagsText, tagsWith } from './changes';
import type { PublishRequest } from './publishRequest';
import { regionKey } from './regions';

/** The ids that a version is made from, in the order OS disk, data disks by LUN; lower case, since Azure ignores case. */
const sourceIds = (source: Source): string[] => {
  if ('id' in source) return [source.id.toLowerCase()];
  const disks = [...(source.dataDiskImages ?? [])].sort((a, b) => a.lun - b.lun);
  return [source.osDiskImage.source.id, ...disks.map(disk => disk.source.id)].map(id => id.toLowerCase());
};

export const sameSource = (a: Source, b: Source): boolean => {
  const luns = (source: Source) => ('id' in source ? [] : (source.dataDiskImages ?? []).map(({ lun }) => lun).sort());
  return sourceIds(a).join() === sourceIds(b).join() && luns(a).join() === luns(b).join();
};

/**
 * The whole version to PUT: what is asked for, every default spelled out (newer api-versions change defaults), and
 * what an existing version has beyond it: `targetRegions` is the whole list, so a region left out would be removed.
 */
export const desiredVersion = ({ imageVersion }: PublishRequest, found?: ImageVersion): ImageVersion => ({
  location: found?.location ?? regionKey(imageVersion.location),
  tags: tagsWith(found?.tags, imageVersion.tags),
  source: withCaching(imageVersion.source),
  targetRegions: [...requestedRegions(imageVersion, found), ...otherRegions(imageVersion, found)],
  replicaCount: imageVersion.replicaCount,
  storageAccountType: imageVersion.storageAccountType,
  excludeFromLatest: imageVersion.excludeFromLatest,
  endOfLifeDate: imageVersion.endOfLifeDate ?? found?.endOfLifeDate,
  allowDeletionOfReplicatedLocations: found?.allowDeletionOfReplicatedLocations ?? false,
  blockDeletionBeforeEndOfLife: found?.blockDeletionBeforeEndOfLife ?? false,
});

type Requested = PublishRequest['imageVersion'];

const requestedRegions = (version: Requested, found?: ImageVersion): TargetRegion[] =>
  version.targetRegions.map(region => ({
    name: regionKey(region.name),
    regionalReplicaCount: region.regionalReplicaCount ?? version.replicaCount,
    storageAccountType: region.storageAccountType ?? version.storageAccountType,
    excludeFromLatest: region.excludeFromLatest ?? version.excludeFromLatest,
    encryption: found?.targetRegions.find(({ name }) => regionKey(name) === regionKey(region.name))?.encryption,
  }));

const otherRegions = (version: Requested, found?: ImageVersion): TargetRegion[] => {
  const requested = new Set(version.targetRegions.map(({ name }) => regionKey(name)));
  return (found?.targetRegions ?? []).filter(({ name }) => !requested.has(regionKey(name)));
};

const withCaching = (source: Source): Source =>
  'id' in source
    ? source
    : {
        osDiskImage: { hostCaching: 'ReadWrite', ...source.osDiskImage },
        dataDiskImages: (source.dataDiskImages ?? []).map(disk => ({ hostCaching: 'ReadOnly', ...disk })),
      };

/** The properties in which an existing version differs from what is wanted; none means that no PUT is needed. */
export const versionChanges = (wanted: ImageVersion, found: ImageVersion): string[] => {
  const compared = {
    targetRegions: [regionsText(wanted), regionsText(found)],
    replicaCount: [wanted.replicaCount, found.replicaCount],
    storageAccountType: [wanted.storageAccountType, found.storageAccountType],
    excludeFromLatest: [wanted.excludeFromLatest, found.excludeFromLatest],
    endOfLifeDate: [dateOf(wanted), dateOf(found)],
    tags: [tagsText(wanted.tags), tagsText(found.tags)],
  };
  return Object.entries(compared).flatMap(([property, [a, b]]) => (a === b ? [] : [property]));
};

const regionsText = ({ targetRegions }: ImageVersion): string =>
  targetRegions
    .map(region =>
      [regionKey(region.name), region.regionalReplicaCount, region.storageAccountType, region.excludeFromLatest].join(),
    )
    .sort()
    .join(';');

const dateOf = ({ endOfLifeDate }: ImageVersion): number => (endOfLifeDate ? Date.parse(endOfLifeDate) : 0);
