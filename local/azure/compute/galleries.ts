import type { z } from 'zod';
import { gallery as errors } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import type { Reply } from '../shared/Reply';
import { ok } from '../shared/Reply';
import { accepted, startOperation } from './asyncOperation';
import { GalleryBody } from './gallerySchema';
import { galleryVersions, windows } from './limits';
import { merge } from './merge';
import { checkGalleryName } from './names';
import { jsonBody, parseBody } from './parseBody';
import {
  checkPlace,
  endDeletion,
  existing,
  identity,
  page,
  refuseWhileDeleting,
  refuseWithChildren,
  settled,
  visible,
} from './provider';
import type { Gallery } from './resources';

const type = 'Microsoft.Compute/galleries';
const lastsMs = 200;

/** Galleries: the roof over definitions and versions. */
export const galleries: ResourceType = {
  type,
  apiVersions: galleryVersions,
  pretty: true,
  limits: {
    PUT: windows('CreateUpdateGallery', 50, 300),
    PATCH: windows('CreateUpdateGallery', 50, 300),
    GET: windows('GetGallery', 350, 2500),
    LIST: windows('ListGalleryInResourceGroup', 100, 1000),
    DELETE: windows('DeleteGallery', 50, 300),
  },
  handlers: {
    PUT: call => put(call, jsonBody(call)),
    PATCH: call => put(call, merge(show(existing(call, call.world.state.galleries)), jsonBody(call))),
    GET: call => ok(show(existing(call, call.world.state.galleries))),
    LIST: list,
    DELETE: remove,
  },
  ended: (world, operation) => {
    if (operation.verb === 'delete') return endDeletion(world, operation);
    settled(world.state.galleries, operation);
  },
};

function put(call: ArmCall, json: unknown): Reply {
  const { state } = call.world;
  const body = parseBody(GalleryBody, json, 'gallery');
  const known = state.galleries.get(call.path.id);
  checkGalleryName(call.path.name);
  const location = checkPlace(call, known, body.location);
  refuseNameTaken(call);
  refuseWhileDeleting(call, known);
  const gallery = state.galleries.set(written(call, known, location, body));
  const operation = startOperation(call, gallery, { verb: known ? 'update' : 'create', lastsMs });
  return accepted(call, operation, { status: known ? 200 : 201, body: show(gallery) });
}

/** An existing gallery shows its new values as settled at once. */
const written = (
  call: ArmCall,
  known: Gallery | undefined,
  location: string,
  body: z.output<typeof GalleryBody>,
): Gallery => ({
  ...identity(call, type, known),
  location,
  tags: body.tags,
  properties: { ...body.properties, provisioningState: known ? 'Succeeded' : 'Creating' },
});

const refuseNameTaken = ({ world, path }: ArmCall): void => {
  const subscription = `/subscriptions/${path.subscriptionId}`;
  const taken = world.state.galleries
    .under(subscription)
    .some(one => one.name.toLowerCase() === path.name.toLowerCase() && one.id.toLowerCase() !== path.id.toLowerCase());
  if (taken) throw errors.nameTaken(path.name, path.subscriptionId ?? '');
};

function list(call: ArmCall): Reply {
  const found = call.world.state.galleries.under(call.path.scope).filter(one => visible(call.world, one));
  return page(call, found.map(call.path.resourceGroup === undefined ? show : shownInGroup));
}

/** A list of a group has the group's name in capitals, whatever its casing was. */
const shownInGroup = (gallery: Gallery) => {
  const id = gallery.id.replace(
    /\/resourceGroups\/([^/]+)/i,
    (_, name: string) => `/resourceGroups/${name.toUpperCase()}`,
  );
  return { ...show(gallery), id };
};

function remove(call: ArmCall): Reply {
  const gallery = call.world.state.galleries.get(call.path.id);
  if (!gallery) return { status: 204 }; // unconfirmed: seen for other types only
  refuseWithChildren(call, gallery);
  call.world.state.galleries.set({ ...gallery, properties: { ...gallery.properties, provisioningState: 'Deleting' } });
  return accepted(call, startOperation(call, gallery, { verb: 'delete', lastsMs }), { status: 202, location: true });
}

const uniqueName = ({ id, name }: Gallery): string => `${id.split('/')[2]}-${name.toUpperCase()}`;

const show = (gallery: Gallery) => {
  const { description, softDeletePolicy, sharingProfile, provisioningState } = gallery.properties;
  const retention = softDeletePolicy?.isSoftDeleteEnabled ? { retentionPeriodInDays: 7 } : {};
  return {
    name: gallery.name,
    id: gallery.id,
    type,
    location: gallery.location,
    tags: gallery.tags,
    properties: {
      description,
      identifier: { uniqueName: uniqueName(gallery) },
      provisioningState,
      softDeletePolicy: softDeletePolicy && { ...softDeletePolicy, ...retention },
      sharingProfile,
    },
  };
};
