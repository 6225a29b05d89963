import { z } from 'zod';
import { frontEnd } from '../errors';
import type { AsyncOperation } from '../shared/Operations';
import { list, ok, type Reply } from '../shared/Reply';
import { findRegion, regionName, regions } from '../shared/regions';
import type { ResourceGroup } from '../shared/State';
import { jsonOf } from '../shared/service';
import type { World } from '../shared/World';
import { groupOf } from './checks';
import type { ArmCall, ResourceType } from './ResourceType';
import { checkTags } from './tags';
import { resourcesVersions } from './versions';

const type = 'Microsoft.Resources/resourceGroups';
const deletionMs = 20_000; // unconfirmed: how long an almost empty group takes

const Body = z.object({ location: z.string().optional(), tags: z.record(z.string(), z.string()).optional() });

/** Resource groups: written at once, deleted in the background. */
export const resourceGroups: ResourceType = {
  type,
  apiVersions: resourcesVersions,
  actionType: 'Microsoft.Resources/subscriptions/resourceGroups',
  handlers: {
    PUT: put,
    PATCH: patch,
    GET: call => ok(show(existing(call))),
    HEAD: call => ({ status: groupOf(call.world.state.groups, call.path) ? 204 : 404 }),
    LIST: ({ world, path }) =>
      list(world.state.groups.under(`/subscriptions/${path.subscriptionId}/resourceGroups`).map(show)),
    DELETE: remove,
  },
  ended: ({ state, operations }, { resourceId }) => {
    operations.abandonUnder(resourceId);
    state.remove(resourceId);
  },
};

function put(call: ArmCall): Reply {
  const { world, path } = call;
  const { location, tags } = bodyOf(call);
  const known = groupOf(world.state.groups, path);
  if (!location) throw frontEnd.locationRequired();
  checkName(path.name);
  checkTags(tags);
  checkPlace(known, location);
  if (known?.properties.provisioningState === 'Deleting') throw frontEnd.groupBeingDeleted(known.name);
  const group = world.state.groups.set({ ...(known ?? newGroup(call, location)), tags });
  return { status: known ? 200 : 201, body: show(group) };
}

function patch(call: ArmCall): Reply {
  const group = existing(call);
  const { tags = group.tags } = bodyOf(call);
  checkTags(tags);
  return ok(show(call.world.state.groups.set({ ...group, tags })));
}

/** The job is named in the URL as Azure does it, which is where `ended` finds the group again. */
function remove(call: ArmCall): Reply {
  const { world, path, url, apiVersion } = call;
  const group = existing(call);
  world.state.groups.set({ ...group, properties: { provisioningState: 'Deleting' } });
  const job = jobName(group);
  const operation = world.operations.get(job);
  if (!operation || operation.ended)
    world.operations.start(deletion(call, job, group), world.clock.lasting(deletionMs));
  const location = `${url.origin}/subscriptions/${path.subscriptionId}/operationresults/${job}?api-version=${apiVersion}`;
  return { status: 202, headers: { Location: location, 'Retry-After': String(world.clock.retryAfter(15)) } };
}

const deletion = ({ path }: ArmCall, id: string, group: ResourceGroup) => ({
  id,
  subscriptionId: path.subscriptionId ?? '',
  location: group.location,
  type,
  resourceId: group.id,
  verb: 'delete' as const,
});

const jobName = ({ name, location }: ResourceGroup): string =>
  Buffer.from(
    JSON.stringify({
      jobId: `RESOURCEGROUPDELETIONJOB-${name.toUpperCase()}-${location.toUpperCase()}`,
      jobLocation: location,
    }),
  ).toString('base64url');

/** Polled after a deletion: 202 with the same Location until it is over, then an empty 200. */
export const operationResults: ResourceType = {
  type: 'Microsoft.Resources/operationresults',
  apiVersions: resourcesVersions,
  open: true,
  handlers: { GET: call => pollDeletion(call.world, call.world.operations.get(call.path.name), call.url) },
};

const pollDeletion = (world: World, operation: AsyncOperation | undefined, url: URL): Reply => {
  if (!operation || operation.ended) return { status: 200 };
  return { status: 202, headers: { Location: url.href, 'Retry-After': String(world.clock.retryAfter(15)) } };
};

const newGroup = ({ path }: ArmCall, location: string): ResourceGroup => ({
  id: `/subscriptions/${path.subscriptionId}/resourceGroups/${path.name}`,
  name: path.name,
  type,
  location: regionName(location),
  properties: { provisioningState: 'Succeeded' },
});

const existing = ({ world, path }: ArmCall): ResourceGroup => {
  const group = groupOf(world.state.groups, path);
  if (!group) throw frontEnd.groupNotFound(path.name);
  return group;
};

const bodyOf = (call: ArmCall) => {
  const body = Body.safeParse(jsonOf(call));
  if (!body.success) throw frontEnd.malformedBody();
  return body.data;
};

const checkName = (name: string): void => {
  if (!/^[\p{L}\p{N}_\-.()]{1,90}$/u.test(name) || name.endsWith('.')) throw frontEnd.invalidGroupName(name);
};

const checkPlace = (known: ResourceGroup | undefined, location: string): void => {
  const names = regions.map(({ name }) => name);
  if (!findRegion(location)) throw frontEnd.locationNotAvailable(location, type, names);
  if (known && known.location !== regionName(location))
    throw frontEnd.groupElsewhere(known.name, known.location, location);
};

const show = ({ id, name, location, tags, properties }: ResourceGroup) => ({
  id,
  name,
  type,
  location,
  tags,
  properties,
});
