import { gallery, operationErrors } from '../errors';
import type { OperationFailure } from '../shared/Operations';
import type { State } from '../shared/State';
import type { Definition, Disk, ManagedImage, Version } from './resources';
import type { StorageProfile } from './versionSchema';

/** What is known of the source of a new version, once it may be used. */
interface CheckedSource {
  sizes: Version['sizes'];
  osCaching: 'None' | 'ReadOnly' | 'ReadWrite';
  /** Noticed only when the work has begun: the operation fails at once. */
  failure?: OperationFailure;
}

/** Looks the source up, refusing what cannot be one. */
export const checkSource = (
  state: State,
  profile: StorageProfile,
  definition: Definition,
  location: string,
): CheckedSource => {
  const whole = profile.source?.id ?? profile.source?.virtualMachineId ?? profile.source?.communityGalleryImageId;
  const disk = profile.osDiskImage?.source?.id ?? profile.osDiskImage?.source?.uri;
  if ((whole === undefined) === (disk === undefined)) throw gallery.sourcePlace();
  return whole === undefined
    ? fromDisks(state, profile, definition, location)
    : fromWhole(state, whole, definition, location);
};

const fromWhole = (state: State, id: string, definition: Definition, location: string): CheckedSource => {
  if (isVersionId(id)) return fromVersion(state, id, definition, location);
  if (!isTypeOf(id, 'images') && !isTypeOf(id, 'virtualMachines')) throw gallery.sourceType(id);
  const image = state.images.get(id);
  if (!image || image.location !== location) throw gallery.sourceNotFound(id);
  return fromImage(image, definition, id);
};

const fromImage = ({ properties }: ManagedImage, definition: Definition, id: string): CheckedSource => {
  const { storageProfile, hyperVGeneration } = properties;
  const osDisk = storageProfile?.osDisk;
  const osState = osDisk?.osState ?? 'Generalized';
  if (osState !== definition.properties.osState)
    throw gallery.osStateDiffers(id, osState, definition.properties.osState);
  const data = storageProfile?.dataDisks ?? [];
  return {
    sizes: {
      os: osDisk?.diskSizeGB ?? defaultGB,
      byLun: Object.fromEntries(data.map(({ lun, diskSizeGB = defaultGB }) => [lun, diskSizeGB])),
    },
    osCaching: osDisk?.caching ?? (osDisk?.osType === 'Windows' ? 'None' : 'ReadWrite'),
    failure: mismatch(id, osDisk?.osType, hyperVGeneration, definition),
  };
};

const fromVersion = (state: State, id: string, definition: Definition, location: string): CheckedSource => {
  const version = state.versions.get(id);
  const parent = state.definitions.get(id.split('/').slice(0, -2).join('/'));
  const usable =
    version?.properties.provisioningState === 'Succeeded' && version.runs.some(({ region }) => region === location);
  if (!version || !parent || !usable) throw gallery.sourceNotFound(id);
  const { osState, osType, hyperVGeneration } = parent.properties;
  if (osState !== definition.properties.osState)
    throw gallery.osStateDiffers(id, osState, definition.properties.osState);
  const osCaching = version.properties.storageProfile.osDiskImage?.hostCaching ?? 'ReadWrite';
  return { sizes: version.sizes, osCaching, failure: mismatch(id, osType, hyperVGeneration, definition) };
};

const fromDisks = (state: State, profile: StorageProfile, definition: Definition, location: string): CheckedSource => {
  const osId = profile.osDiskImage?.source?.id;
  const os = osId === undefined ? undefined : diskAt(state, osId, location);
  const data = (profile.dataDiskImages ?? []).map(({ lun, source }): [number, number] => {
    const disk = source?.id === undefined ? undefined : diskAt(state, source.id, location);
    if (source?.id === undefined && source?.uri === undefined) throw gallery.sourcePlace();
    return [lun, disk?.properties.diskSizeGB ?? defaultGB];
  });
  return {
    sizes: { os: os?.properties.diskSizeGB ?? defaultGB, byLun: Object.fromEntries(data) },
    osCaching: 'ReadWrite',
    failure: os && mismatch(os.id, os.properties.osType, os.properties.hyperVGeneration, definition),
  };
};

const diskAt = (state: State, id: string, location: string): Disk => {
  if (!isTypeOf(id, 'snapshots') && !isTypeOf(id, 'disks')) throw gallery.diskSourceType(id);
  const disk = state.disks.get(id);
  if (!disk || disk.location !== location) throw gallery.sourceNotFound(id);
  return disk;
};

/** Where the source does not tell its size (a VHD). */
const defaultGB = 30;

const mismatch = (
  id: string,
  osType: string | undefined,
  generation: string | undefined,
  { properties }: Definition,
) => {
  if (osType !== undefined && osType !== properties.osType)
    return operationErrors.osTypeDiffers(id, osType, properties.osType);
  const differs = generation !== undefined && generation !== properties.hyperVGeneration;
  return differs ? operationErrors.generationDiffers(id, generation, properties.hyperVGeneration) : undefined;
};

const isTypeOf = (id: string, type: string): boolean =>
  new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Compute/${type}/[^/]+$`, 'i').test(id);

const isVersionId = (id: string): boolean => isTypeOf(id, 'galleries/[^/]+/images/[^/]+/versions');
