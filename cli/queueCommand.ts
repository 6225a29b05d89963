import { QueueClient, QueueSASPermissions } from '@azure/storage-queue';
import { requestQueue } from './publications';

/** A line for the shell that drops a file on the queue, with nothing but curl. */
export const queueCommand = async (storage: string, file: string): Promise<string> => {
  const queue = new QueueClient(storage, requestQueue);
  await queue.createIfNotExists();
  const signed = await queue.generateSasUrl({
    permissions: QueueSASPermissions.parse('a'),
    expiresOn: new Date(Date.now() + 30 * 24 * 3600_000),
  });
  const url = signed.replace('?', '/messages?');
  const message = `<QueueMessage><MessageText>$(base64 < ${file} | tr -d '\\n')</MessageText></QueueMessage>`;
  return `curl -X POST "${url}" -H 'content-type: application/xml' -d "${message}"`;
};
