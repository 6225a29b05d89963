import { gallery } from '../errors';
import { displayName, findRegion, regionName } from '../shared/regions';
import { pastDate, sameDate } from './endOfLife';
import type { Version } from './resources';
import type { PublishingProfile, StorageProfile, VersionProperties } from './versionSchema';

const profile = 'galleryArtifactVersion.properties.publishingProfile';
const maxReplicas = 100;

/** The rules of a version that need nothing but the request itself. */
export const checkVersion = ({ publishingProfile, storageProfile }: VersionProperties, location: string): void => {
  checkRegions(publishingProfile, location);
  checkReplicas(publishingProfile);
  checkLuns(storageProfile);
};

/** On an update the date may lie in the past when it did not change. */
export const checkEndOfLife = (after: PublishingProfile, before: PublishingProfile | undefined, now: number): void => {
  if (sameDate(after.endOfLifeDate, before?.endOfLifeDate) || !pastDate(after.endOfLifeDate, now)) return;
  throw gallery.endOfLifePast(`${profile}.endOfLifeDate`);
};

const checkRegions = ({ targetRegions }: PublishingProfile, location: string): void => {
  const given = targetRegions ?? [];
  const unknown = given.find(({ name }) => !findRegion(name));
  if (unknown) throw gallery.unknownTargetRegion(unknown.name);
  const names = given.map(({ name }) => regionName(name));
  if (new Set(names).size < names.length) throw gallery.duplicateRegions();
  const homeless = names.length > 0 && !names.includes(location);
  if (homeless)
    throw gallery.homeRegionMissing(
      given.map(({ name }) => name),
      displayName(location),
    );
};

const checkReplicas = ({ replicaCount, targetRegions, replicationMode }: PublishingProfile): void => {
  const most = replicationMode === 'Shallow' ? 1 : maxReplicas;
  const check = (value: number | undefined, parameter: string): void => {
    if (value !== undefined && (value < 1 || value > most)) throw gallery.outOfRange(value, parameter, 1, most);
  };
  check(replicaCount, `${profile}.replicaCount`);
  for (const region of targetRegions ?? []) {
    check(region.regionalReplicaCount, `${profile}.targetRegions.regionalReplicaCount`);
  }
};

const checkLuns = ({ dataDiskImages }: StorageProfile): void => {
  const luns = (dataDiskImages ?? []).map(({ lun }) => lun);
  if (new Set(luns).size < luns.length) throw gallery.duplicateLuns();
};

/** What a version was made from stays. */
export const refuseOtherSource = (before: Version, { storageProfile }: VersionProperties): void => {
  const changed = Object.entries(sourcesOf(storageProfile)).find(
    ([property, id]) => id?.toLowerCase() !== sourcesOf(before.properties.storageProfile)[property]?.toLowerCase(),
  );
  if (changed) throw gallery.immutable(`galleryImageVersion.properties.storageProfile.${changed[0]}`);
};

const sourcesOf = ({ source, osDiskImage, dataDiskImages }: StorageProfile): Record<string, string | undefined> => ({
  'source.id': source?.id,
  'osDiskImage.source.id': osDiskImage?.source?.id,
  'dataDiskImages.source.id': dataDiskImages?.map(disk => `${disk.lun}:${disk.source?.id ?? disk.source?.uri}`).join(),
});

/** Defaults, filled in as Azure does: what the profile says counts for regions that do not say otherwise. */
export const withDefaults = (given: PublishingProfile, location: string): PublishingProfile => {
  const { replicaCount = 1, storageAccountType = 'Standard_LRS', excludeFromLatest = false } = given;
  const targets = given.targetRegions?.length ? given.targetRegions : [{ name: location }];
  const targetRegions = targets.map(target => ({
    ...target,
    regionalReplicaCount: target.regionalReplicaCount ?? replicaCount,
    storageAccountType: target.storageAccountType ?? storageAccountType,
  }));
  return { ...given, targetRegions, replicaCount, storageAccountType, excludeFromLatest };
};
