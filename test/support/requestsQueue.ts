import { QueueClient } from '@azure/storage-queue';
import { until } from './runningHost';

/** The queue `publish-requests`, as a sender sees it, and where its refused messages end. */
export const requestsQueue = (storage: string) => {
  const queue = new QueueClient(storage, 'publish-requests');
  const poison = new QueueClient(storage, 'publish-requests-poison');

  const sendText = async (text: string): Promise<void> => {
    await queue.createIfNotExists();
    await queue.sendMessage(text);
  };

  return {
    /** Sends JSON, text or bytes, in base64 as the trigger expects it. */
    send: (content: object | string | Uint8Array) => sendText(bytesOf(content).toString('base64')),
    /** Sends a text as it is. */
    sendText,
    poisoned: async () => {
      const { peekedMessageItems } = await poison.peekMessages({ numberOfMessages: 32 });
      return peekedMessageItems.map(({ messageId, messageText }) => ({ messageId, text: messageText }));
    },
    /** Waits until every message was dealt with. */
    untilEmpty: () =>
      until('the queue publish-requests is empty', async () => {
        const { approximateMessagesCount } = await queue.getProperties();
        return approximateMessagesCount === 0 || undefined;
      }),
  };
};

const bytesOf = (content: object | string | Uint8Array): Buffer => {
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
};
