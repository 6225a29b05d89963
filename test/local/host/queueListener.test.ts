import { setTimeout as delay } from 'node:timers/promises';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { QueueListener } from '../../../local/host/queue/listener';
import { startAzurite, type TestAzurite } from '../../support/azurite';
import { until } from '../../support/runningHost';

const options = {
  batchSize: 2,
  newBatchThreshold: 1,
  maxDequeueCount: 5,
  visibilityTimeout: 0,
  messageEncoding: 'none',
} as const;
const log = Object.assign(() => {}, { shows: () => false });

describe('a queue listener', () => {
  let azurite: TestAzurite;
  let service: QueueServiceClient;
  beforeAll(async () => {
    azurite = await startAzurite();
    service = QueueServiceClient.fromConnectionString(azurite.connectionString);
  });
  afterAll(() => azurite.stop());

  const queueOf = async (name: string, ...messages: string[]): Promise<QueueClient> => {
    const queue = service.getQueueClient(name);
    await queue.create();
    for (const message of messages) await queue.sendMessage(message);
    return queue;
  };
  const listenTo = (queue: QueueClient, call: (text: string | undefined) => Promise<unknown>, visibility?: number) => {
    const fn = {
      name: 'fn',
      queue,
      poison: undefined,
      isBinary: false,
      call: ({ data }: { data: { string?: string } }) => call(data.string),
    };
    const listener = new QueueListener(fn, options, log, visibility);
    listener.start();
    return listener;
  };

  it('hides a message from others for as long as its function runs', async () => {
    const queue = await queueOf('slow', 'one');
    let calls = 0;
    const listener = listenTo(
      queue,
      async () => {
        calls++;
        await delay(3500);
      },
      2,
    );

    await until('the message is done', async () =>
      (await queue.getProperties()).approximateMessagesCount === 0 ? true : undefined,
    );
    await listener.stop();

    expect(calls).toBe(1);
  });

  it('takes up to batchSize more when newBatchThreshold or fewer are in hand', async () => {
    const queue = await queueOf('many', 'a', 'b', 'c', 'd', 'e');
    const ends: (() => void)[] = [];
    let running = 0;
    const listener = listenTo(queue, async () => {
      running++;
      await new Promise<void>(resolve => ends.push(resolve));
      running--;
    });

    await until('two run', async () => (running === 2 ? true : undefined));
    ends.shift()?.();
    await until('three run', async () => (running === 3 ? true : undefined));
    const stopped = listener.stop();
    for (const end of ends) end();
    await stopped;

    expect(running).toBe(0);
    expect(
      (await queue.peekMessages({ numberOfMessages: 5 })).peekedMessageItems.map(({ messageText }) => messageText),
    ).toEqual(['e']);
  });
});
