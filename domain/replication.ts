import type { ReplicatedVersion } from './azureResources';
import type { RegionStatus } from './publication';
import type { PublishRequest } from './publishRequest';
import { regionKey } from './regions';

/** Where the regions of a request stand in an image version. */
export type Replication = {
  /**
   * `completed`: every requested region can use the version. `failed`: Azure gave up, or none is still at work and one failed.
   * `incomplete`: Azure is done, but a requested region is not among the version's targets. `running`: none of these.
   */
  readonly outcome: 'completed' | 'failed' | 'incomplete' | 'running';
  readonly regions: readonly RegionStatus[];
};

export const replicationOf = (request: PublishRequest, version: ReplicatedVersion): Replication => {
  const regions = request.imageVersion.targetRegions.map(({ name }) => regionStatus(name, version));
  return { outcome: outcomeOf(regions, version, missingRegion(request, version)), regions };
};

const regionStatus = (name: string, version: ReplicatedVersion): RegionStatus => {
  const seen = version.replication.find(({ region }) => regionKey(region) === regionKey(name));
  return {
    name,
    state: stateOf(seen?.state),
    progress: seen?.progress ?? 0,
    details: seen?.details ?? '',
  };
};

const stateOf = (state: string | undefined): RegionStatus['state'] =>
  state === 'Replicating' || state === 'Completed' || state === 'Failed' ? state : 'Unknown';

const missingRegion = (request: PublishRequest, version: ReplicatedVersion): boolean => {
  const targets = new Set(version.targetRegions.map(({ name }) => regionKey(name)));
  return request.imageVersion.targetRegions.some(({ name }) => !targets.has(regionKey(name)));
};

const outcomeOf = (
  regions: readonly RegionStatus[],
  { provisioningState, replication }: ReplicatedVersion,
  missing: boolean,
): Replication['outcome'] => {
  const working = provisioningState === 'Creating' || provisioningState === 'Updating';
  if (missing && !working) return 'incomplete';
  const served = regions.every(({ state }) => state === 'Completed');
  // All that is asked for is there: then the version failed in a region of somebody else's.
  const failedElsewhere = replication.some(({ state }) => state === 'Failed');
  if (served && (provisioningState !== 'Failed' || failedElsewhere)) return 'completed';
  if (provisioningState === 'Failed') return 'failed';
  const settled = regions.every(({ state }) => state === 'Completed' || state === 'Failed');
  return settled ? 'failed' : 'running';
};

/** Mean progress of the regions that are still at work. */
export const remainingProgress = (regions: readonly RegionStatus[]): number => {
  const open = regions.filter(({ state }) => state !== 'Completed' && state !== 'Failed');
  return open.length === 0 ? 100 : open.reduce((sum, { progress }) => sum + progress, 0) / open.length;
};

export const failureOf = (regions: readonly RegionStatus[]): string =>
  regions
    .filter(({ state }) => state === 'Failed')
    .map(({ name, details }) => `${name}: ${details || 'Azure gives no reason.'}`)
    .join(' ');
