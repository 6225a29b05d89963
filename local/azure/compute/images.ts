import { gallery } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { ok, type Reply } from '../shared/Reply';
import { accepted, startOperation } from './asyncOperation';
import { ImageBody } from './imageSchema';
import { imageVersions, windows } from './limits';
import { jsonBody, parseBody } from './parseBody';
import { checkPlace, existing, identity, page, settled, visible } from './provider';
import type { ManagedImage } from './resources';

const type = 'Microsoft.Compute/images';
const lastsMs = 10_000;

/** Managed images: what a generalized version can be made from. */
export const images: ResourceType = {
  type,
  apiVersions: imageVersions,
  pretty: true,
  limits: {
    PUT: windows('CreateImages', 40, 200),
    GET: windows('GetImages', 360, 1800),
    LIST: windows('GetImages', 360, 1800),
    DELETE: windows('DeleteImages', 40, 200), // unconfirmed
  },
  handlers: {
    PUT: put,
    GET: call => ok(show(existing(call, call.world.state.images))),
    LIST: call => {
      const all = call.world.state.images.under(call.path.scope).filter(one => visible(call.world, one));
      return page(call, all.map(show));
    },
    DELETE: remove,
  },
  ended: ({ state }, operation) => {
    if (operation.verb === 'delete') return state.remove(operation.resourceId);
    settled(state.images, operation);
  },
};

function put(call: ArmCall): Reply {
  const { state } = call.world;
  const body = parseBody(ImageBody, jsonBody(call), 'image');
  const known = state.images.get(call.path.id);
  const location = checkPlace(call, known, body.location);
  const { sourceVirtualMachine, storageProfile } = body.properties;
  if (!sourceVirtualMachine && !storageProfile) throw gallery.requiredMissing('image.properties.storageProfile');
  const properties = { ...body.properties, provisioningState: known ? ('Updating' as const) : ('Creating' as const) };
  const image = state.images.set({ ...identity(call, type, known), location, tags: body.tags, properties });
  const operation = startOperation(call, image, {
    verb: known ? 'update' : 'create',
    lastsMs,
    collection: 'operations',
  });
  return accepted(call, operation, { status: known ? 200 : 201, body: show(image) });
}

function remove(call: ArmCall): Reply {
  const image = call.world.state.images.get(call.path.id);
  if (!image) return { status: 204 };
  const operation = startOperation(call, image, { verb: 'delete', lastsMs, collection: 'operations' });
  return accepted(call, operation, { status: 202, location: true });
}

const show = ({ name, id, location, tags, properties }: ManagedImage) => ({
  name,
  id,
  type,
  location,
  tags,
  properties: {
    sourceVirtualMachine: properties.sourceVirtualMachine,
    storageProfile: properties.storageProfile,
    provisioningState: properties.provisioningState,
    hyperVGeneration: properties.hyperVGeneration,
  },
});
