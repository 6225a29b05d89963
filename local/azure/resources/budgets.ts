import type { Claims } from '../entra/Tokens';
import { frontEnd, gallery } from '../errors';
import type { ArmPath } from '../shared/armPath';
import type { Taken, WindowLimit } from '../shared/Throttle';
import type { World } from '../shared/World';
import type { Verb } from './ResourceType';

const limits = {
  reads: { size: 250, perSecond: 25 },
  writes: { size: 200, perSecond: 10 },
  deletes: { size: 200, perSecond: 10 },
};
type Kind = keyof typeof limits;

/** All principals of a subscription together have fifteen times the budget of one. */
const globally = 15;

const kinds: Record<Verb, Kind> = {
  GET: 'reads',
  LIST: 'reads',
  HEAD: 'reads',
  PUT: 'writes',
  PATCH: 'writes',
  POST: 'writes',
  DELETE: 'deletes',
};

/** Resource Manager's budget per subscription and principal; the answer is its headers. */
export const takeFromSubscription = (
  world: World,
  path: ArmPath,
  claims: Claims,
  verb: Verb,
): Record<string, string> => {
  const { subscriptionId = world.state.tenantId } = path;
  const kind = kinds[verb];
  const { size, perSecond } = limits[kind];
  const own = world.throttle.fromBucket(`${subscriptionId} ${claims.oid} ${kind}`, limits[kind]);
  const all = world.throttle.fromBucket(`${subscriptionId} ${kind}`, {
    size: size * globally,
    perSecond: perSecond * globally,
  });
  for (const taken of [own, all]) refuse(world, taken, kind, subscriptionId, claims.oid);
  return remaining(kind, own, all);
};

const refuse = (world: World, taken: Taken, kind: Kind, subscriptionId: string, actor: string): void => {
  if (taken.ok) return;
  throw frontEnd.throttled(kind.slice(0, -1), subscriptionId, actor, world.clock.retryAfter(taken.seconds));
};

/** On reads Azure tells the global figure alone. */
const remaining = (kind: Kind, own: Taken, all: Taken): Record<string, string> => {
  const header = `x-ms-ratelimit-remaining-subscription`;
  const global = { [`${header}-global-${kind}`]: left(all) };
  return kind === 'reads' ? global : { [`${header}-${kind}`]: left(own), ...global };
};

const left = (taken: Taken): string => (taken.ok ? String(taken.remaining) : '0');

/** The resource provider's budget per subscription; the answer is its header. */
export const takeFromProvider = (world: World, path: ArmPath, windows: WindowLimit[]): Record<string, string> => {
  const taken = windows.map(window => ({
    window,
    result: world.throttle.fromWindow(`${path.subscriptionId}`, window),
  }));
  const text = taken.map(({ window, result }) => `Microsoft.Compute/${window.name};${left(result)}`).join(',');
  const headers = { 'x-ms-ratelimit-remaining-resource': text };
  for (const { window, result } of taken) {
    if (!result.ok) throw providerThrottled(world, window, result, headers);
  }
  return headers;
};

const providerThrottled = (
  world: World,
  { name, allowed, minutes }: WindowLimit,
  { seconds, started }: { seconds: number; started: number },
  headers: Record<string, string>,
) => {
  const facts = {
    operationGroup: name,
    startTime: new Date(started).toISOString(),
    endTime: new Date(started + world.clock.lasting(minutes * 60_000)).toISOString(),
    allowedRequestCount: allowed,
    measuredRequestCount: allowed + 1,
  };
  return gallery.throttled(name, facts, { ...headers, 'Retry-After': String(world.clock.retryAfter(seconds)) });
};
