import { setTimeout as delay } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { hasEnded, type Publication } from '../domain/publication';

/** The queue that the app listens to. */
export const requestQueue = 'publish-requests';

/** Drops a publish request on the queue, in base64 as the queue trigger expects it. */
export const dropRequest = async (storage: string, request: object): Promise<void> => {
  const queue = new QueueClient(storage, requestQueue);
  await queue.createIfNotExists();
  await queue.sendMessage(Buffer.from(JSON.stringify(request)).toString('base64'));
};

export const publicationUrl = (host: string, id: string): string => `${host}/api/publications/${id}`;

/** Reads a publication until it has ended, and shows it each time. A publication that is not there yet is waited for. */
export const followPublication = async (
  url: string,
  show: (publication: Publication) => void,
  signal: AbortSignal,
): Promise<Publication> => {
  for (;;) {
    const publication = await readPublication(url, signal);
    if (publication) show(publication);
    if (publication && hasEnded(publication)) return publication;
    await delay(300, undefined, { signal });
  }
};

const readPublication = async (url: string, signal: AbortSignal): Promise<Publication | undefined> => {
  const response = await fetch(url, { signal });
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
};
