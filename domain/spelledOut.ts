import type { PublishRequest } from './publishRequest';
import { regionKey } from './regions';

type Version = PublishRequest['imageVersion'];
type Source = Version['source'];

/** The request with every default of Azure's in it, regions and dates in one form, and nothing that says nothing. */
export const spelledOut = ({
  resourceGroup,
  gallery,
  imageDefinition,
  imageVersion,
  ...rest
}: PublishRequest): PublishRequest => ({
  ...rest,
  resourceGroup: withoutEmpty({ ...resourceGroup, location: regionKey(resourceGroup.location) }),
  gallery: withoutEmpty({ ...gallery, location: regionKey(gallery.location) }),
  imageDefinition: withoutEmpty({
    ...imageDefinition,
    location: regionKey(imageDefinition.location),
    endOfLifeDate: inUtc(imageDefinition.endOfLifeDate),
  }),
  imageVersion: withoutEmpty({
    ...imageVersion,
    location: regionKey(imageVersion.location),
    endOfLifeDate: inUtc(imageVersion.endOfLifeDate),
    source: withCaching(imageVersion.source),
    targetRegions: imageVersion.targetRegions.map(region => wholeRegion(region, imageVersion)),
  }),
});

const wholeRegion = (region: Version['targetRegions'][number], version: Version) => ({
  name: regionKey(region.name),
  regionalReplicaCount: region.regionalReplicaCount ?? version.replicaCount,
  storageAccountType: region.storageAccountType ?? version.storageAccountType,
  excludeFromLatest: region.excludeFromLatest ?? version.excludeFromLatest,
});

const withCaching = (source: Source): Source =>
  'id' in source
    ? source
    : withoutEmpty({
        osDiskImage: { ...source.osDiskImage, hostCaching: source.osDiskImage.hostCaching ?? 'ReadWrite' },
        dataDiskImages: source.dataDiskImages?.map(disk => ({ ...disk, hostCaching: disk.hostCaching ?? 'ReadOnly' })),
      });

const inUtc = (date: string | undefined): string | undefined => date && new Date(date).toISOString();

const withoutEmpty = <T extends object>(value: T): T => {
  const kept = { ...value };
  for (const [key, item] of Object.entries(kept)) if (saysNothing(item)) Reflect.deleteProperty(kept, key);
  return kept;
};

/** An empty list or object is the same to Azure as none at all. */
export const saysNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.values(value).every(saysNothing));
