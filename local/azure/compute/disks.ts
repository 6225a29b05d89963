import { gallery } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { dotNetDate } from '../shared/dates';
import { ok, type Reply } from '../shared/Reply';
import { guidOf } from '../shared/random';
import { accepted, startOperation } from './asyncOperation';
import { DiskBody } from './diskSchema';
import { diskVersions } from './limits';
import { jsonBody, parseBody } from './parseBody';
import { checkPlace, existing, identity, page, settled, visible } from './provider';
import type { Disk } from './resources';

/** Disks and snapshots: one provider, one shape. Their first answer is partial; the operation carries the whole. */
const diskType = (type: string, sku: string, lastsMs: number): ResourceType => ({
  type,
  apiVersions: diskVersions,
  pretty: true,
  handlers: {
    PUT: call => put(call, type, sku, lastsMs),
    GET: call => ok(showDisk(existing(call, call.world.state.disks))),
    LIST: call => {
      const all = call.world.state.disks.under(call.path.scope);
      return page(call, all.filter(one => one.type === type && visible(call.world, one)).map(showDisk));
    },
    DELETE: call => remove(call, lastsMs),
  },
  ended: ({ state }, operation) => {
    if (operation.verb === 'delete') return state.remove(operation.resourceId);
    settled(state.disks, operation);
  },
});

export const disks = diskType('Microsoft.Compute/disks', 'Premium_LRS', 150);
export const snapshots = diskType('Microsoft.Compute/snapshots', 'Standard_LRS', 800);

const collection = 'DiskOperations' as const;

function put(call: ArmCall, type: string, sku: string, lastsMs: number): Reply {
  const { state } = call.world;
  const body = parseBody(DiskBody, jsonBody(call), 'disk');
  const known = state.disks.get(call.path.id);
  const location = checkPlace(call, known, body.location);
  const disk = state.disks.set({
    ...identity(call, type, known),
    location,
    tags: body.tags,
    sku: { name: sku, ...body.sku },
    properties: propertiesOf(call, body, known),
  });
  const operation = startOperation(call, disk, { verb: known ? 'update' : 'create', lastsMs, collection });
  return accepted(call, operation, { status: 202, body: partial(disk), location: true });
}

/** Size, system and generation are inherited from what it is a copy of. */
const propertiesOf = (
  { world, path }: ArmCall,
  { properties }: DiskBody,
  known: Disk | undefined,
): Disk['properties'] => {
  const source = properties.creationData.sourceResourceId;
  const original = source === undefined ? undefined : world.state.disks.get(source);
  if (source !== undefined && !original) throw gallery.sourceNotFound(source); // unconfirmed
  const size = properties.diskSizeGB ?? original?.properties.diskSizeGB ?? known?.properties.diskSizeGB;
  if (size === undefined) throw gallery.requiredMissing('disk.properties.diskSizeGB');
  return {
    osType: original?.properties.osType,
    hyperVGeneration: original?.properties.hyperVGeneration,
    ...properties,
    diskSizeGB: size,
    timeCreated: known?.properties.timeCreated ?? dotNetDate(world.clock.now()),
    uniqueId: known?.properties.uniqueId ?? guidOf('disk', path.id),
    provisioningState: 'Updating',
  };
};

function remove(call: ArmCall, lastsMs: number): Reply {
  const disk = call.world.state.disks.get(call.path.id);
  if (!disk) return { status: 204 };
  return accepted(call, startOperation(call, disk, { verb: 'delete', lastsMs, collection }), {
    status: 202,
    location: true,
  });
}

const isSnapshot = ({ type }: Disk): boolean => type === snapshots.type;

/** What the PUT answers: no id, no type, and for snapshots no name. */
const partial = (disk: Disk) => ({
  name: isSnapshot(disk) ? undefined : disk.name,
  location: disk.location,
  tags: disk.tags,
  sku: disk.sku,
  properties: {
    creationData: disk.properties.creationData,
    diskSizeGB: disk.properties.diskSizeGB,
    osType: disk.properties.osType,
    hyperVGeneration: disk.properties.hyperVGeneration,
    provisioningState: disk.properties.provisioningState,
    isArmResource: true,
  },
});

export const showDisk = (disk: Disk) => ({
  name: disk.name,
  id: disk.id,
  type: disk.type,
  location: disk.location,
  tags: disk.tags,
  sku: { tier: disk.sku?.name?.split('_')[0], ...disk.sku },
  properties: {
    networkAccessPolicy: 'AllowAll',
    publicNetworkAccess: 'Enabled',
    encryption: { type: 'EncryptionAtRestWithPlatformKey' },
    diskState: 'Unattached',
    ...(isSnapshot(disk) ? { incremental: false } : {}),
    diskSizeBytes: disk.properties.diskSizeGB * 2 ** 30,
    ...disk.properties,
  },
});
