import type { QueueClient } from '@azure/storage-queue';
import type { PoisonQueue } from '../functions/ports';

/** The poison queue of `publish-requests`, only ever looked at. */
export const createPoisonQueue = (connect: (name: string) => QueueClient): PoisonQueue => ({
  peek: async () => {
    const queue = connect('publish-requests-poison');
    await queue.createIfNotExists();
    const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: 32 });
    return peekedMessageItems.map(({ messageId, messageText }) => ({ messageId, text: messageText }));
  },
  count: async () => {
    const { approximateMessagesCount = 0 } = await connect('publish-requests-poison').getProperties();
    return approximateMessagesCount;
  },
});
