import { chance } from '../shared/random';
import { displayName, regionName } from '../shared/regions';
import type { TargetRegion } from './versionSchema';

/** The copying of one version into one region: all that will happen is known when it starts. */
export interface RegionRun {
  /** Like eastus2. */
  region: string;
  startsAt: number;
  endsAt: number;
  /** Why it will fail at its end. */
  failure?: string;
}

const baseMs = 360_000;
const baseGB = 30;
/** From 360 s at 30 GB to 18 minutes at 127 GB. */
const msPerGB = 7_500;
/** unconfirmed: how much longer other regions take than the version's own. */
const farthest = 0.6;

/** How long Azure takes to copy an image of this size; the version's own region is done first. */
const copyMs = (sizeGB: number, home: boolean, luck: number): number => {
  const alone = baseMs + Math.max(0, sizeGB - baseGB) * msPerGB;
  return alone * (home ? 1 : 1.05 + farthest * luck);
};

interface Plan {
  id: string;
  location: string;
  sizeGB: number;
  now: number;
  seed: number;
  lasting(ms: number): number;
  failureIn(region: string): string | undefined;
}

export const startRun = (
  { id, location, sizeGB, now, seed, lasting, failureIn }: Plan,
  target: TargetRegion,
): RegionRun => {
  const region = regionName(target.name);
  const lasts = copyMs(sizeGB, region === location, chance(seed, id.toLowerCase(), region));
  return { region, startsAt: now, endsAt: now + Math.round(lasting(lasts)), failure: failureIn(region) };
};

type RegionState = 'Replicating' | 'Completed' | 'Failed';

const stateOf = ({ endsAt, failure }: RegionRun, now: number): RegionState => {
  if (now < endsAt) return 'Replicating';
  return failure === undefined ? 'Completed' : 'Failed';
};

/** Nothing is copied in the first part; then it rises, and never shows 100 before the end. The exact steps are unconfirmed. */
const preparing = 0.15;
/** How far a region has come when it fails. */
const failsAt = 0.6;
const progressOf = (run: RegionRun, now: number): number => {
  if (run.failure === undefined && now >= run.endsAt) return 100;
  const passed = (Math.min(now, run.endsAt) - run.startsAt) / (run.endsAt - run.startsAt);
  const copied = Math.max(0, (passed - preparing) / (1 - preparing));
  return Math.min(99, Math.floor(100 * copied * (run.failure === undefined ? 1 : failsAt)));
};

/** `properties.replicationStatus`; `details` is there only when there is something to say. */
export const replicationStatus = (runs: RegionRun[], now: number) => ({
  aggregatedState: aggregated(runs.map(run => stateOf(run, now))),
  summary: runs.map(run => ({
    region: run.region,
    state: stateOf(run, now),
    progress: progressOf(run, now),
    details: stateOf(run, now) === 'Failed' ? `Replication failed in this region due to '${run.failure}'` : undefined,
  })),
});

const aggregated = (states: RegionState[]): 'Unknown' | 'InProgress' | 'Completed' | 'Failed' => {
  if (states.length === 0) return 'Unknown';
  if (states.includes('Replicating')) return 'InProgress';
  return states.includes('Failed') ? 'Failed' : 'Completed';
};

export const failuresOf = (runs: RegionRun[]): { region: string; detail: string }[] =>
  runs.flatMap(({ region, failure }) => (failure === undefined ? [] : [{ region, detail: failure }]));

/** Region names go out as people read them. */
export const shownTarget = (target: TargetRegion): TargetRegion => ({
  name: displayName(target.name),
  regionalReplicaCount: target.regionalReplicaCount,
  storageAccountType: target.storageAccountType,
  excludeFromLatest: target.excludeFromLatest,
  encryption: target.encryption,
  additionalReplicaSets: target.additionalReplicaSets,
});
