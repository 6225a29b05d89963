import type { QueueClient } from '@azure/storage-queue';
import type { PoisonQueue } from '../functions/ports';

export const requestsQueue = 'publish-requests';
const poisonQueue = `${requestsQueue}-poison`;

/** The poison queue of `publish-requests`, only ever looked at; makes both queues, since the host's trigger makes none. */
export const createPoisonQueue = (connect: (name: string) => QueueClient): PoisonQueue => {
  let ready = false;
  const makeQueues = async () => {
    if (ready) return;
    await Promise.all([requestsQueue, poisonQueue].map(name => connect(name).createIfNotExists()));
    ready = true;
  };
  return {
    peek: async () => {
      await makeQueues();
      const { peekedMessageItems } = await connect(poisonQueue).peekMessages({ numberOfMessages: 32 });
      return peekedMessageItems.map(({ messageId, messageText }) => ({ messageId, text: messageText }));
    },
    count: async () => {
      const { approximateMessagesCount = 0 } = await connect(poisonQueue).getProperties();
      return approximateMessagesCount;
    },
  };
};
