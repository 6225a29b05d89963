import { gallery as errors } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { ok, type Reply } from '../shared/Reply';
import { accepted, startOperation } from './asyncOperation';
import { DefinitionBody, type DefinitionProperties } from './definitionSchema';
import { pastDate } from './endOfLife';
import { galleryVersions, windows } from './limits';
import { merge } from './merge';
import { checkDefinitionName, checkIdentifier } from './names';
import { jsonBody, parseBody } from './parseBody';
import {
  checkPlace,
  endDeletion,
  existing,
  identity,
  page,
  parentOf,
  refuseWhileDeleting,
  refuseWithChildren,
  settled,
  visible,
} from './provider';
import type { Definition, Gallery } from './resources';
import { showDefinition as show } from './showDefinition';

const type = 'Microsoft.Compute/galleries/images';
const lastsMs = 200;

/** Image definitions: what the versions below them have in common. */
export const definitions: ResourceType = {
  type,
  apiVersions: galleryVersions,
  pretty: true,
  limits: {
    PUT: windows('CreateUpdateGalleryImage', 150, 750),
    PATCH: windows('CreateUpdateGalleryImage', 150, 750),
    GET: windows('GetGalleryImage', 600, 3000),
    LIST: windows('GetGalleryImage', 600, 3000), // unconfirmed
    DELETE: windows('DeleteGalleryImage', 50, 300),
  },
  handlers: {
    PUT: call => put(call, jsonBody(call)),
    PATCH: patch,
    GET: call => ok(show(existing(call, call.world.state.definitions))),
    LIST: call => {
      const gallery = parentOf(call, call.world.state.galleries);
      const all = call.world.state.definitions.under(gallery.id).filter(one => visible(call.world, one));
      return page(call, all.map(show));
    },
    DELETE: remove,
  },
  ended: (world, operation) => {
    if (operation.verb === 'delete') return endDeletion(world, operation);
    settled(world.state.definitions, operation);
  },
};

function put(call: ArmCall, json: unknown): Reply {
  const { state } = call.world;
  const gallery = parentOf(call, state.galleries);
  const body = parseBody(DefinitionBody, json, 'galleryImage');
  const known = state.definitions.get(call.path.id);
  checkDefinitionName(call.path.name);
  for (const one of [gallery, known]) refuseWhileDeleting(call, one);
  const location = checkPlace(call, known, body.location);
  const properties = withDefaults(body.properties, call.apiVersion, known);
  check(call, properties, gallery);
  if (known) refuseChanges(known.properties, properties);
  const definition = state.definitions.set({
    ...identity(call, type, known, gallery),
    location,
    tags: body.tags,
    properties,
  });
  const operation = startOperation(call, definition, { verb: known ? 'update' : 'create', lastsMs });
  return accepted(call, operation, { status: known ? 200 : 201, body: show(definition) });
}

/** A PATCH that gives properties without osType counts as a change of it. */
function patch(call: ArmCall): Reply {
  const known = existing(call, call.world.state.definitions);
  const json = jsonBody(call);
  const properties = 'properties' in json ? json.properties : undefined;
  const lacksOsType = typeof properties === 'object' && properties !== null && !('osType' in properties);
  if (lacksOsType) throw errors.immutable('galleryImage.properties.osType');
  return put(call, merge(show(known), json));
}

/** Newer versions of the API make a definition Gen2 with Trusted Launch unless told otherwise. */
const withDefaults = (
  given: DefinitionBody['properties'],
  apiVersion: string,
  known?: Definition,
): DefinitionProperties => {
  const provisioningState = known ? 'Succeeded' : 'Creating';
  const modern = apiVersion >= '2025-03-03' && known === undefined;
  const architecture = given.architecture ?? (apiVersion >= '2021-10-01' ? 'x64' : undefined);
  const { features = [] } = given;
  const silent = given.hyperVGeneration === undefined && !features.some(({ name }) => name === 'SecurityType');
  const trusted =
    modern && silent ? [...features, { name: 'SecurityType', value: 'TrustedLaunchSupported' }] : features;
  const hyperVGeneration = given.hyperVGeneration ?? known?.properties.hyperVGeneration ?? (modern ? 'V2' : 'V1');
  return { ...given, architecture, hyperVGeneration, features: trusted, provisioningState };
};

const check = ({ world, path }: ArmCall, properties: DefinitionProperties, gallery: Gallery): void => {
  checkIdentifier(properties.identifier);
  if (pastDate(properties.endOfLifeDate, world.clock.now())) {
    throw errors.endOfLifePast('galleryImage.properties.endOfLifeDate');
  }
  const { publisher, offer, sku } = properties.identifier;
  const twin = world.state.definitions
    .under(gallery.id)
    .find(one => one.name.toLowerCase() !== path.name.toLowerCase() && key(one.properties) === key(properties));
  if (twin) throw errors.identifierTaken(twin.name, publisher, offer, sku);
};

const key = ({ identifier: { publisher, offer, sku } }: DefinitionProperties): string =>
  [publisher, offer, sku].join('/').toLowerCase();

/** What a definition is cannot be changed; what is said about it can. Which features may change is unconfirmed. */
const fixed = [
  'osType',
  'osState',
  'hyperVGeneration',
  'architecture',
  'identifier',
  'purchasePlan',
  'features',
] as const;

const refuseChanges = (before: DefinitionProperties, after: DefinitionProperties): void => {
  const changed = fixed.find(property => differs(before[property], after[property]));
  if (changed !== undefined) throw errors.immutable(`galleryImage.properties.${changed}`);
};

const differs = (before: unknown, after: unknown): boolean => {
  const given = Array.isArray(after) ? after.length > 0 : after !== undefined;
  return given && before !== undefined && JSON.stringify(before) !== JSON.stringify(after);
};

function remove(call: ArmCall): Reply {
  const definition = call.world.state.definitions.get(call.path.id);
  if (!definition) return { status: 204 }; // unconfirmed: seen for other types only
  refuseWithChildren(call, definition);
  const properties = { ...definition.properties, provisioningState: 'Deleting' as const };
  call.world.state.definitions.set({ ...definition, properties });
  return accepted(call, startOperation(call, definition, { verb: 'delete', lastsMs }), { status: 202, location: true });
}
