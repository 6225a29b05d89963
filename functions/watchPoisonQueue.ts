import type { InvocationContext, Timer } from '@azure/functions';
import { publicationId, rejectedId } from '../domain/ids';
import type { Json } from '../domain/json';
import type { PublicationError } from '../domain/outcome';
import type { PoisonMessage, Triggers } from './ports';
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
    const { poisonQueue, publications } = triggers;
    const messages = await poisonQueue.peek();
    for (const poisoned of messages) {
      const unlisted = await unlistedMessage(poisoned, triggers);
      if (!unlisted) continue;
      const id = `rejected-${poisoned.messageId.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
      if (await rejectMessage({ id, ...unlisted, at: new Date() }, { publications }))
        context.warn(`[${id}] found in the poison queue: ${unlisted.errors[0]?.message}`);
    }
    const count = messages.length < peekReaches ? messages.length : await poisonQueue.count();
    if (count > peekReaches)
      context.warn(
        `publish-requests-poison holds ${count} messages; only the oldest ${peekReaches} can be seen. Remove those that were dealt with.`,
      );
  };

type Unlisted = { readonly message: Json; readonly errors: readonly PublicationError[] };

const unlistedMessage = async ({ text }: PoisonMessage, { publications }: Triggers): Promise<Unlisted | undefined> => {
  const bytes = decoded(text);
  if (!bytes) return { message: text, errors: [notBase64] };
  if (await publications.find(rejectedId(bytes))) return undefined;
  const read = readMessage(bytes, new Date());
  if (!read.ok) return read;
  if (await publications.find(publicationId(read.request))) return undefined;
  return { message: read.request, errors: [notStarted] };
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
