import type { InvocationContext, Timer } from '@azure/functions';
import { publicationId, rejectedId } from '../domain/ids';
import type { Json } from '../domain/json';
import type { PublicationError } from '../domain/outcome';
import type { PoisonMessage, Triggers } from './ports';
import { reasonOf } from './reasonOf';
import { readMessage } from './receivePublishRequest';
import { rejectMessage } from './rejectMessage';

const peekReaches = 32;

/**
 * Lists what lies in the poison queue and no publication tells of, once, by message id: what the host could not decode
 * never reached us, and what we could not start in five deliveries is there as well. Only looks, never takes.
 */
export const watchPoisonQueue =
  (triggers: Triggers) =>
  async (_: Timer, context: InvocationContext): Promise<void> => {
    const { poisonQueue } = triggers;
    const messages = await poisonQueue.peek();
    for (const poisoned of messages) await list(poisoned, triggers, context);
    const count = messages.length < peekReaches ? messages.length : await poisonQueue.count();
    if (count > peekReaches)
      context.warn(
        `publish-requests-poison holds ${count} messages; only the oldest ${peekReaches} can be seen. Remove those that were dealt with.`,
      );
  };

/** One message that cannot be listed now must not keep the others from it. */
const list = async (poisoned: PoisonMessage, triggers: Triggers, context: InvocationContext): Promise<void> => {
  const id = `rejected-${poisoned.messageId.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  try {
    const unlisted = await unlistedMessage(poisoned, triggers);
    if (unlisted && (await rejectMessage({ id, ...unlisted, at: new Date() }, triggers)))
      context.warn(`[${id}] found in the poison queue: ${unlisted.errors[0]?.message}`);
  } catch (error) {
    context.warn(`[${id}] in the poison queue could not be listed, to be tried again: ${reasonOf(error)}`);
  }
};

type Unlisted = { readonly message: Json; readonly errors: readonly PublicationError[] };

const unlistedMessage = async ({ text }: PoisonMessage, { publications }: Triggers): Promise<Unlisted | undefined> => {
  const bytes = decoded(text);
  if (!bytes) return { message: text, errors: [notBase64] };
  if (await publications.find(rejectedId(bytes))) return undefined;
  const read = readAnything(bytes);
  if (!read.ok) return read;
  if (await publications.find(publicationId(read.request))) return undefined;
  return { message: read.request, errors: [notStarted] };
};

/** A message that breaks our own reading is listed, too. */
const readAnything = (bytes: Uint8Array): ReturnType<typeof readMessage> => {
  try {
    return readMessage(bytes, new Date());
  } catch (error) {
    const message = `The message could not be looked at: ${reasonOf(error)} Send the publish request as base64 of its UTF-8 JSON.`;
    return {
      ok: false,
      message: Buffer.from(bytes).toString(),
      errors: [{ code: 'unreadable', message, pointer: '' }],
    };
  }
};

const decoded = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text.trim().replace(/=+$/, '') ? bytes : undefined;
};

const notBase64 = {
  code: 'not-base64',
  message:
    'The message is not base64, so the Functions host could not decode it. Send the publish request as base64 of its UTF-8 JSON.',
  pointer: '',
};

const notStarted = {
  code: 'not-started',
  message:
    'The request is valid, but it could not be started in five deliveries. GET /api/health tells what does not work; then send it again.',
};
