import type { InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { checkRequest } from '../domain/checkRequest';
import { rejectedId } from '../domain/ids';
import type { Json } from '../domain/json';
import type { PublicationError } from '../domain/outcome';
import type { PublishRequest } from '../domain/publishRequest';
import { acceptRequest } from './acceptRequest';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { parseJson } from './readBody';
import { rejectMessage } from './rejectMessage';

/**
 * A message on the queue `publish-requests`: starts a publication. One that is refused is listed as `rejected-<hash>` at
 * its first delivery; failing then makes the host deliver it again and at last move it to the poison queue.
 */
export const receivePublishRequest =
  (triggers: Triggers) =>
  async (message: unknown, context: InvocationContext): Promise<void> => {
    const world = { ...triggers, orchestrations: orchestrationsOf(getClient(context)), now: () => new Date() };
    const bytes = bytesOf(message);
    const read = readMessage(bytes, world.now());
    if (!read.ok) return refuse(bytes, read, world, context);
    const answer = await acceptRequest(read.request, deliveryOf(context), world);
    context.log(`[${answer.publication.id}] queue message ${deliveryOf(context)}: ${answer.kind}`);
    if (answer.kind !== 'conflict') return;
    const errors = answer.pointers.map(pointer => conflict(answer.publication.id, pointer));
    await refuse(bytes, { message: read.request, errors }, world, context);
  };

type Refusal = { readonly message: Json; readonly errors: readonly PublicationError[] };

const refuse = async (
  bytes: Uint8Array,
  { message, errors }: Refusal,
  world: Triggers,
  context: InvocationContext,
): Promise<never> => {
  const id = rejectedId(bytes);
  if (await rejectMessage({ id, message, errors, at: new Date() }, world))
    context.warn(`[${id}] refused: ${JSON.stringify(errors)}`);
  throw new Error(`[${id}] The publish request is refused; GET /api/publications/${id} tells why.`);
};

type ReadMessage = { readonly ok: true; readonly request: PublishRequest } | ({ readonly ok: false } & Refusal);

/** The publish request that a message is, or what is wrong with it. */
export const readMessage = (bytes: Uint8Array, now: Date): ReadMessage => {
  const body = parseJson(bytes);
  if (body.kind === 'not-json') {
    const message = `The message cannot be read as JSON in UTF-8. ${body.reason}`;
    return { ok: false, message: Buffer.from(bytes).toString(), errors: [{ ...notJson, message }] };
  }
  const checked = checkRequest(body.json, now);
  if (checked.ok) return { ok: true, request: checked.request };
  // What JSON.parse made is JSON.
  const message: Json = JSON.parse(JSON.stringify(body.json));
  return {
    ok: false,
    message,
    errors: checked.problems.map(({ code, detail, pointer }) => ({ code, message: detail, pointer })),
  };
};

/** The trigger asks for bytes, so that the hash is that of what was sent; a host that gives text or JSON still works. */
const bytesOf = (message: unknown): Uint8Array => {
  if (message instanceof Uint8Array) return message;
  return Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
};

/** A valid request has no key `id`, which would hide the message's own (facts: functions-host-measured, D). */
const deliveryOf = ({ triggerMetadata }: InvocationContext): string | undefined =>
  typeof triggerMetadata?.id === 'string' ? triggerMetadata.id : undefined;

const notJson = { code: 'not-json', pointer: '' };

const conflict = (id: string, pointer: string): PublicationError => ({
  code: 'version-has-other-content',
  message: `Publication ${id} of this image version is running or was published with another value here. Send the same content, or another version.`,
  pointer,
});
