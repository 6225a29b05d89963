import { frontEnd, gallery } from '../errors';
import { groupOf } from '../resources/checks';
import type { ArmCall } from '../resources/ResourceType';
import type { AsyncOperation } from '../shared/Operations';
import { ok, type Reply } from '../shared/Reply';
import type { Resource } from '../shared/Resource';
import { findRegion, regionName, regions } from '../shared/regions';
import type { Store } from '../shared/Store';
import type { World } from '../shared/World';
import type { ProvisioningState } from './gallerySchema';

/** What all of Compute's types do alike. */

type Provisioned = Resource<{ provisioningState: ProvisioningState }>;

export const visible = ({ clock }: World, { visibleFrom = 0 }: Resource): boolean => visibleFrom <= clock.now();

/** What the path names, or Azure's 404. */
export const existing = <T extends Resource>(call: ArmCall, store: Store<T>): T => {
  const { world, path } = call;
  const resource = store.get(path.id);
  if (resource && visible(world, resource)) return resource;
  throw frontEnd.resourceNotFound(path.type, path.names, path.resourceGroup ?? '');
};

const parentId = ({ path }: ArmCall): string => {
  const cut = path.collection ? 1 : 2;
  return path.id.split('/').slice(0, -cut).join('/');
};

/** What a nested resource lies in, or Azure's 404. */
export const parentOf = <T extends Resource>(call: ArmCall, store: Store<T>): T => {
  const parent = store.get(parentId(call));
  if (parent) return parent;
  const names = call.path.collection ? call.path.names : call.path.names.slice(0, -1);
  throw frontEnd.parentNotFound(names.join('/'));
};

/** Id, name and type: those of what is there, or new ones in the casing of the request and its parents. */
export const identity = (call: ArmCall, type: string, known?: Resource, parent?: Resource) => {
  const { world, path, effects } = call;
  if (known) return { id: known.id, name: known.name, type, visibleFrom: known.visibleFrom };
  const segment = type.slice(type.lastIndexOf('/') + 1);
  const group = groupOf(world.state.groups, path)?.id ?? path.scope;
  const id = parent ? `${parent.id}/${segment}/${path.name}` : `${group}/providers/${type}/${path.name}`;
  const hidden = effects.hideAfterCreateMs;
  return { id, name: path.name, type, visibleFrom: hidden === undefined ? undefined : world.clock.now() + hidden };
};

/** The location of a body: must be a region, and stays what it was. */
export const checkPlace = ({ path }: ArmCall, known: Resource | undefined, location: string | undefined): string => {
  if (!location) throw frontEnd.locationRequired();
  const all = regions.map(({ name }) => name);
  if (!findRegion(location)) throw frontEnd.locationNotAvailable(location, path.type, all);
  const wanted = regionName(location);
  if (known && known.location !== wanted)
    throw frontEnd.existsElsewhere(known.name, known.location, path.resourceGroup ?? '', wanted);
  return wanted;
};

/** Nothing is written while an earlier write or deletion of the same thing goes on. */
export const refuseWhileBusy = ({ world }: ArmCall, resource: Resource): void => {
  const running = world.operations.running(resource.id);
  if (running?.verb === 'delete') throw gallery.beingDeleted(resource.id);
  if (running) throw gallery.conflict();
};

/** A deletion takes what is written into it meanwhile along, so nothing may be. */
export const refuseWhileDeleting = ({ world }: ArmCall, resource: Resource | undefined): void => {
  const running = resource && world.operations.running(resource.id);
  if (running?.verb === 'delete') throw gallery.conflict(); // unconfirmed
};

/** Children count, and those that were deleted a moment ago, too. */
export const refuseWithChildren = ({ world }: ArmCall, resource: Resource): void => {
  const prefix = `${resource.id.toLowerCase()}/`;
  const { state, clock } = world;
  const children = [...state.definitions.under(resource.id), ...state.versions.under(resource.id)].map(({ id }) => id);
  const stale = [...state.staleChildren].filter(
    ([id, until]) => id.toLowerCase().startsWith(prefix) && until > clock.now(),
  );
  const all = [...children, ...stale.map(([id]) => id)].map(id => id.slice(id.indexOf('Microsoft.Compute/')));
  if (all.length > 0) throw gallery.nested(all);
};

const staleMs = 15_000;

/** The end of a deletion; the parent sees the child for a while longer. */
export const endDeletion = ({ state, clock }: World, { resourceId, endsAt }: AsyncOperation): void => {
  state.remove(resourceId);
  for (const [id, until] of state.staleChildren) if (until <= clock.now()) state.staleChildren.delete(id);
  state.staleChildren.set(resourceId, endsAt + clock.lasting(staleMs));
};

/** The end of a write: it succeeded, or failed with its operation. */
export const settled = <T extends Provisioned>(store: Store<T>, { resourceId, error }: AsyncOperation): void => {
  const resource = store.get(resourceId);
  if (!resource) return;
  resource.properties.provisioningState = error ? 'Failed' : 'Succeeded';
};

const pageSize = 100; // unconfirmed

/** One page of a list, with the link to the next. */
export const page = ({ url }: ArmCall, all: unknown[]): Reply => {
  const from = Number(url.searchParams.get('$skiptoken') ?? 0) || 0;
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(from + pageSize));
  return ok({
    value: all.slice(from, from + pageSize),
    nextLink: from + pageSize < all.length ? next.href : undefined,
  });
};
