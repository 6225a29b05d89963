import { dotNetDate } from '../shared/dates';
import { shownDate } from './endOfLife';
import { replicationStatus, shownTarget } from './replication';
import type { Version } from './resources';
import type { DiskImage } from './versionSchema';

interface Shown {
  apiVersion: string;
  now: number;
  /** The words of `$expand`. */
  expand: string;
}

/** A version as Azure prints it at this moment. */
export const showVersion = (version: Version, { apiVersion, now, expand }: Shown) => {
  const { name, id, type, location, tags, properties } = version;
  return {
    name,
    id,
    type,
    location,
    tags,
    properties: {
      publishingProfile: showPublishing(version),
      storageProfile: showStorage(version),
      ...(apiVersion >= '2022-03-03' ? showSafety(version) : {}),
      securityProfile: properties.securityProfile,
      provisioningState: properties.provisioningState,
      replicationStatus: /replicationstatus/i.test(expand) ? replicationStatus(version.runs, now) : undefined,
    },
  };
};

const showPublishing = ({ properties: { publishingProfile }, publishedAt }: Version) => ({
  targetRegions: publishingProfile.targetRegions?.map(shownTarget),
  replicaCount: publishingProfile.replicaCount,
  excludeFromLatest: publishingProfile.excludeFromLatest,
  publishedDate: dotNetDate(publishedAt),
  endOfLifeDate: shownDate(publishingProfile.endOfLifeDate),
  storageAccountType: publishingProfile.storageAccountType,
  replicationMode: publishingProfile.replicationMode,
  targetExtendedLocations: publishingProfile.targetExtendedLocations,
});

/** Sizes appear when the version is complete; the disks of a managed image appear only then, with an empty source. */
const showStorage = (version: Version) => {
  const { storageProfile, provisioningState } = version.properties;
  const copied = version.runs.some(({ failure }) => failure === undefined);
  const complete = copied && provisioningState !== 'Creating';
  const { source, osDiskImage, dataDiskImages } = storageProfile;
  if (source && !complete) return { source };
  const data = source ? inheritedDisks(version) : dataDiskImages;
  return {
    source: source ?? undefined,
    osDiskImage: showDisk(osDiskImage ?? {}, 'ReadWrite', complete ? version.sizes.os : undefined),
    dataDiskImages: data?.length
      ? data.map(disk => ({
          lun: disk.lun,
          ...showDisk(disk, 'ReadOnly', complete ? version.sizes.byLun[disk.lun] : undefined),
        }))
      : undefined,
  };
};

const inheritedDisks = ({ sizes }: Version): DiskImage[] => Object.keys(sizes.byLun).map(lun => ({ lun: Number(lun) }));

const showDisk = ({ hostCaching, source }: Omit<DiskImage, 'lun'>, caching: string, sizeInGB: number | undefined) => ({
  sizeInGB,
  hostCaching: hostCaching ?? caching,
  source: source ?? {},
});

/** From which api-version on these are shown is unconfirmed between 2019-12-01 and 2024-03-03. */
const showSafety = ({ properties: { safetyProfile } }: Version) => ({
  safetyProfile: {
    reportedForPolicyViolation: false,
    blockDeletionBeforeEndOfLife: safetyProfile?.blockDeletionBeforeEndOfLife,
    allowDeletionOfReplicatedLocations: safetyProfile?.allowDeletionOfReplicatedLocations ?? false,
  },
  validationsProfile: { validationOperationStatus: 'NotExecuted' },
});
