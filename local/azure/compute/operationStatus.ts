import { gallery } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { dotNetDate } from '../shared/dates';
import type { AsyncOperation, OperationCollection } from '../shared/Operations';
import { ok, type Reply } from '../shared/Reply';
import { retryAfter } from './asyncOperation';
import { showDisk } from './disks';
import { diskVersions, galleryVersions, imageVersions, windows } from './limits';

const versionsOf = { capsOperations: galleryVersions, DiskOperations: diskVersions, operations: imageVersions };

/** Where a running operation is watched. */
export const operationStatus = (collection: OperationCollection): ResourceType => ({
  type: `Microsoft.Compute/locations/${collection}`,
  apiVersions: versionsOf[collection],
  pretty: true,
  open: true,
  limits: { GET: windows('GetOperationStatus', 5000, 15000) },
  handlers: { GET: call => poll(call, collection) },
});

const poll = (call: ArmCall, collection: OperationCollection): Reply => {
  const operation = call.world.operations.get(call.path.name);
  const here = operation?.collection === collection && sameSubscription(operation, call);
  if (!operation || !here) throw gallery.operationNotFound(call.path.name);
  return call.url.searchParams.get('monitor') === 'true' ? monitor(call, operation) : status(call, operation);
};

const sameSubscription = ({ subscriptionId }: AsyncOperation, { path }: ArmCall): boolean =>
  subscriptionId.toLowerCase() === path.subscriptionId?.toLowerCase();

/** The Location: 202 until it is over (unconfirmed), then 200 without a word. */
const monitor = (call: ArmCall, operation: AsyncOperation): Reply =>
  operation.ended
    ? { status: 200 }
    : { status: 202, headers: { Location: call.url.href, ...retryAfter(call, operation) } };

const status = (call: ArmCall, operation: AsyncOperation): Reply => {
  const { startedAt, endsAt, ended, id, error } = operation;
  const startTime = dotNetDate(startedAt);
  if (!ended) return { ...ok({ startTime, status: 'InProgress', name: id }), headers: retryAfter(call, operation) };
  const endTime = dotNetDate(endsAt);
  if (error) return ok({ startTime, endTime, status: 'Failed', error, name: id });
  return ok({ startTime, endTime, status: 'Succeeded', properties: outputOf(call, operation), name: id });
};

/** Disks and snapshots give the whole resource with the last status; galleries do not. */
const outputOf = ({ world }: ArmCall, { collection, resourceId, verb }: AsyncOperation) => {
  const disk = collection === 'DiskOperations' && verb !== 'delete' ? world.state.disks.get(resourceId) : undefined;
  return disk && { output: showDisk(disk) };
};
