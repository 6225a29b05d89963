import type { ArmCall } from '../resources/ResourceType';
import { regionName } from '../shared/regions';
import { type RegionRun, startRun } from './replication';
import type { Version } from './resources';
import type { TargetRegion } from './versionSchema';

/**
 * The copying that a version needs: into every region that is new, failed before, or wants more or other
 * replicas (unconfirmed for those). The rest keeps what it has.
 */
export const runsOf = (call: ArmCall, version: Version, before?: Version): RegionRun[] =>
  (version.properties.publishingProfile.targetRegions ?? []).map(
    target => kept(target, before) ?? startRun(planOf(call, version), target),
  );

const kept = (target: TargetRegion, before: Version | undefined): RegionRun | undefined => {
  const name = regionName(target.name);
  const run = before?.runs.find(one => one.region === name);
  const earlier = before?.properties.publishingProfile.targetRegions?.find(one => regionName(one.name) === name);
  if (!run || run.failure !== undefined || !earlier) return undefined;
  const more = (target.regionalReplicaCount ?? 1) > (earlier.regionalReplicaCount ?? 1);
  return more || target.storageAccountType !== earlier.storageAccountType ? undefined : run;
};

const planOf = ({ world, effects }: ArmCall, version: Version) => ({
  id: version.id,
  location: version.location,
  sizeGB: sizeOf(version),
  now: world.clock.now(),
  seed: world.randomSeed,
  lasting: (ms: number) => world.clock.lasting(ms),
  failureIn: (region: string) =>
    tooLarge(version) ?? effects.failRegions.find(one => one.region === undefined || one.region === region)?.details,
});

const sizeOf = ({ sizes }: Version): number => Math.max(sizes.os, ...Object.values(sizes.byLun));

/** Larger images can be published, but only shallow. */
const maxGB = 2048;

const tooLarge = (version: Version): string | undefined => {
  const size = sizeOf(version);
  const shallow = version.properties.publishingProfile.replicationMode === 'Shallow';
  if (size <= maxGB || shallow) return undefined;
  return `The GalleryImageVersion source resource size ${size} exceeds the max size ${maxGB} supported.`;
};
