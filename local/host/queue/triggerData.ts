import type { DequeuedMessageItem } from '@azure/storage-queue';
import { bindingData } from '../bindingData';
import type { TypedData } from '../worker/coreTypes';
import { decodeBase64, decodeUtf8 } from './decode';

export interface TriggerData {
  readonly data: TypedData;
  readonly triggerMetadata: Record<string, TypedData>;
}

/** What a queue function gets of a message: its text, or its bytes when the binding asks for binary. */
export function triggerData(message: DequeuedMessageItem, encoding: 'base64' | 'none', isBinary: boolean): TriggerData {
  const bytes = encoding === 'none' ? Buffer.from(message.messageText) : decodeBase64(message.messageText);
  if (isBinary) return { data: { bytes }, triggerMetadata: metadata(message, bytes.toString('utf8')) };
  const text = decodeUtf8(bytes);
  return { data: { string: text }, triggerMetadata: { ...metadata(message, text), ...shadowing(text) } };
}

const metadata = (message: DequeuedMessageItem, text: string): Record<string, TypedData> => ({
  queueTrigger: { string: text },
  dequeueCount: { json: String(message.dequeueCount) },
  expirationTime: time(message.expiresOn),
  id: { string: JSON.stringify(message.messageId) },
  insertionTime: time(message.insertedOn),
  nextVisibleTime: time(message.nextVisibleOn),
  popReceipt: { string: JSON.stringify(message.popReceipt) },
});

/** Properties of the body overwrite the message's own metadata; names compare without case. */
const shadowing = (text: string): Record<string, TypedData> =>
  Object.fromEntries(
    Object.entries(bindingData(text)).map(([name, value]) => [
      systemNames.find(own => own.toLowerCase() === name.toLowerCase()) ?? name,
      value,
    ]),
  );

const systemNames = [
  'queueTrigger',
  'dequeueCount',
  'expirationTime',
  'id',
  'insertionTime',
  'nextVisibleTime',
  'popReceipt',
];

const time = (date: Date): TypedData => ({ json: JSON.stringify(date.toISOString().replace(/\.\d+Z$/, '+00:00')) });
