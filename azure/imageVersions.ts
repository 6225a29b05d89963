import type { GalleryImageVersion, GalleryImageVersionStorageProfile } from '@azure/arm-compute';
import type { ImageVersions } from '../activities/ports';
import type { ImageVersion, ReplicatedVersion, Source, TargetRegion } from '../domain/azureResources';
import type { Clients } from './clients';
import { ask, lookUp } from './errors';
import { operationFailure } from './operationFailure';
import { provisioningStateOf } from './provisioningState';
import { put } from './put';
import { parseResourceId } from './resourceId';

export const createImageVersions = ({ compute, httpClient }: Clients, endpoint: string): ImageVersions => {
  const at = (id: string) => {
    const { subscriptionId, resourceGroup, names } = parseResourceId(id);
    const [gallery = '', definition = '', version = ''] = names;
    return {
      versions: compute(subscriptionId).galleryImageVersions,
      path: [resourceGroup, gallery, definition, version] as const,
    };
  };
  return {
    find: id =>
      lookUp(id, async () => {
        const { versions, path } = at(id);
        const found = await versions.get(...path);
        return { ...versionOf(found), provisioningState: provisioningStateOf(found.provisioningState) };
      }),
    replication: id =>
      lookUp(id, async () => {
        const { versions, path } = at(id);
        return replicatedVersionOf(await versions.get(...path, { expand: 'ReplicationStatus' }));
      }),
    put: (id, version) =>
      ask(id, async () => {
        const { versions, path } = at(id);
        return put(options => versions.createOrUpdate(...path, galleryImageVersionOf(version), options).submitted());
      }),
    failure: (id, operation) =>
      ask(id, () => {
        const { pipeline } = compute(parseResourceId(id).subscriptionId);
        return operationFailure({ pipeline, httpClient }, operation, endpoint, id);
      }),
  };
};

const versionOf = (version: GalleryImageVersion): ImageVersion => {
  const profile = version.publishingProfile ?? {};
  const storageAccountType = profile.storageAccountType ?? 'Standard_LRS';
  const replicaCount = profile.replicaCount ?? 1;
  const excludeFromLatest = profile.excludeFromLatest ?? false;
  return {
    location: version.location,
    tags: version.tags,
    source: sourceOf(version.storageProfile ?? {}),
    targetRegions: (profile.targetRegions ?? []).map(
      (region): TargetRegion => ({
        name: region.name,
        regionalReplicaCount: region.regionalReplicaCount ?? replicaCount,
        storageAccountType: region.storageAccountType ?? storageAccountType,
        excludeFromLatest: region.excludeFromLatest ?? excludeFromLatest,
        encryption: region.encryption,
      }),
    ),
    replicaCount,
    storageAccountType,
    excludeFromLatest,
    endOfLifeDate: profile.endOfLifeDate?.toISOString(),
    allowDeletionOfReplicatedLocations: version.safetyProfile?.allowDeletionOfReplicatedLocations ?? false,
    blockDeletionBeforeEndOfLife: version.safetyProfile?.blockDeletionBeforeEndOfLife ?? false,
  };
};

/** With a managed image as the source, the disks appear too, but without a source of their own (facts: arm, 2.3). */
const sourceOf = ({ source, osDiskImage, dataDiskImages }: GalleryImageVersionStorageProfile): Source => {
  if (source?.id) return { id: source.id };
  return {
    osDiskImage: { source: { id: osDiskImage?.source?.id ?? '' } },
    dataDiskImages: (dataDiskImages ?? []).map(({ lun, source: disk }) => ({ lun, source: { id: disk?.id ?? '' } })),
  };
};

const replicatedVersionOf = (version: GalleryImageVersion): ReplicatedVersion => ({
  ...versionOf(version),
  provisioningState: provisioningStateOf(version.provisioningState),
  replication: (version.replicationStatus?.summary ?? []).map(({ region, state, progress, details }) => ({
    region: region ?? '',
    state: state ?? 'Unknown',
    progress: progress ?? 0,
    details: details ?? '',
  })),
});

const galleryImageVersionOf = (version: ImageVersion): GalleryImageVersion => ({
  location: version.location,
  tags: version.tags && { ...version.tags },
  publishingProfile: {
    targetRegions: version.targetRegions.map(({ encryption, ...region }) => ({
      ...region,
      encryption: encryption && {
        osDiskImage: encryption.osDiskImage,
        dataDiskImages: encryption.dataDiskImages?.map(disk => ({ ...disk })),
      },
    })),
    replicaCount: version.replicaCount,
    excludeFromLatest: version.excludeFromLatest,
    endOfLifeDate: version.endOfLifeDate === undefined ? undefined : new Date(version.endOfLifeDate),
    storageAccountType: version.storageAccountType,
    replicationMode: 'Full',
  },
  storageProfile: 'id' in version.source ? { source: version.source } : version.source,
  safetyProfile: {
    allowDeletionOfReplicatedLocations: version.allowDeletionOfReplicatedLocations,
    blockDeletionBeforeEndOfLife: version.blockDeletionBeforeEndOfLife,
  },
});
