import { createHash } from 'node:crypto';
import type { ArmCall } from '../resources/ResourceType';
import type { AsyncOperation, OperationCollection, OperationFailure } from '../shared/Operations';
import type { Reply } from '../shared/Reply';
import type { Resource } from '../shared/Resource';

interface Start {
  verb: AsyncOperation['verb'];
  /** As long as Azure would take. */
  lastsMs: number;
  collection?: OperationCollection;
  /** Sent for as long as it runs; what takes no time has none. */
  retryAfter?: number;
  error?: OperationFailure;
}

/** Starts what goes on after the answer; it is named like the request, as in Azure. */
export const startOperation = (call: ArmCall, resource: Resource, start: Start): AsyncOperation => {
  const { world, path, requestId, effects } = call;
  const { lastsMs, collection = 'capsOperations', ...rest } = start;
  const operation = {
    ...rest,
    id: requestId,
    collection,
    subscriptionId: path.subscriptionId ?? '',
    location: resource.location,
    type: resource.type,
    resourceId: resource.id,
    error: effects.operationFails ?? start.error,
  };
  return world.operations.start(operation, world.clock.lasting(lastsMs));
};

interface Answer {
  status: number;
  body?: unknown;
  /** Deletions and disks can be watched at a Location, too. */
  location?: boolean;
}

/** The first answer of an asynchronous call: where to look, and when. */
export const accepted = (call: ArmCall, operation: AsyncOperation, { status, body, location }: Answer): Reply => ({
  status,
  body,
  headers: {
    'Azure-AsyncOperation': operationUrl(call, operation),
    ...(location ? { Location: operationUrl(call, operation, '&monitor=true') } : {}),
    ...(status === 202 ? {} : { 'Azure-AsyncNotification': 'Enabled' }),
    ...retryAfter(call, operation),
  },
});

export const retryAfter = ({ world }: ArmCall, operation: AsyncOperation): Record<string, string> =>
  operation.retryAfter === undefined ? {} : { 'Retry-After': String(world.clock.retryAfter(operation.retryAfter)) };

const operationUrl = (call: ArmCall, operation: AsyncOperation, monitor = ''): string => {
  const { url, apiVersion } = call;
  const { subscriptionId, location, collection, id } = operation;
  const provider = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute`;
  const signed = signature(call, operation);
  return `${url.origin}${provider}/locations/${location}/${collection}/${id}?api-version=${apiVersion}${monitor}${signed}`;
};

/**
 * Resource Manager signs these URLs, which makes them several kilobytes long; nobody checks it here,
 * but a client that cuts, logs or stores them should meet the length.
 */
const signature = ({ world }: ArmCall, { id }: AsyncOperation): string => {
  const ticks = BigInt(world.clock.now()) * 10_000n + 621_355_968_000_000_000n;
  const noise = (name: string, length: number): string => {
    const hash = createHash('sha512').update(`${name} ${id}`).digest('base64url');
    return hash.repeat(Math.ceil(length / hash.length)).slice(0, length);
  };
  return `&t=${ticks}&c=${noise('certificate', 2500)}&s=${noise('signature', 342)}&h=${noise('hash', 43)}`;
};
