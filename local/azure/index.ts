import { Tokens } from './entra/Tokens';
import { handle } from './handle';
import type { LocalAzure } from './LocalAzure';
import { defaultSeed, mergeSeeds, type PartialSeed, type Seed } from './seed';
import { resourceTypes } from './services';
import { type Clock, realClock } from './shared/clock';
import { Faults } from './shared/Faults';
import { Operations } from './shared/Operations';
import { RequestLog } from './shared/RequestLog';
import { newGuid } from './shared/random';
import { Throttle } from './shared/Throttle';
import type { World } from './shared/World';
import { stateOf } from './stateOf';

export type { LocalAzure } from './LocalAzure';
export { type Endpoints, type Listening, listen } from './listen';
export { type PartialSeed, PartialSeedFile } from './seed';
export { ConnectionReset } from './shared/AzureError';
export { type Clock, ManualClock, realClock } from './shared/clock';

export interface LocalAzureOptions {
  /** Real time by default; `realClock(60)` is sixty times as fast, a `ManualClock` is moved by the test. */
  clock?: Clock;
  /** The same number gives the same replication times. */
  randomSeed?: number;
  /** What exists besides the default seed. */
  seed?: PartialSeed;
  identityHeader?: string;
}

/**
 * Builds a local Azure without listening.
 * @example
 * const azure = createLocalAzure({ clock: new ManualClock() });
 * const response = await azure.fetch(new Request('https://localhost/subscriptions?api-version=2022-12-01'));
 */
export const createLocalAzure = (options: LocalAzureOptions = {}): LocalAzure => {
  const seed = mergeSeeds(defaultSeed(), options.seed ?? {});
  const world = createWorld(options, seed);
  const { clock, faults, log, identityHeader } = world;
  return { fetch: request => handle(world, request), seed, identityHeader, clock, faults, log, reset: world.reset };
};

const createWorld = (
  { clock = realClock(), randomSeed = 1, identityHeader = newGuid() }: LocalAzureOptions,
  seed: Seed,
): World => {
  const world: World = {
    clock,
    randomSeed,
    identityHeader,
    tokens: new Tokens(clock),
    operations: new Operations(clock, operation => endedBy.get(operation.type)?.(world, operation)),
    throttle: new Throttle(clock),
    faults: new Faults(randomSeed),
    log: new RequestLog(),
    state: stateOf(seed, clock),
    reset: () => reset(world, seed),
  };
  return world;
};

const endedBy = new Map(resourceTypes.map(({ type, ended }) => [type, ended]));

const reset = (world: World, seed: Seed): void => {
  world.operations.clear();
  world.throttle.clear();
  world.faults.clear();
  world.log.clear();
  world.state = stateOf(seed, world.clock);
};
