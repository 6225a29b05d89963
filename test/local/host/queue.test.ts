import { QueueServiceClient } from '@azure/storage-queue';
import { startAzurite, type TestAzurite } from '../../support/azurite';
import { RunningHost, until } from '../../support/runningHost';

describe('queue and timer functions', () => {
  let azurite: TestAzurite;
  let host: RunningHost;
  let service: QueueServiceClient;

  beforeAll(async () => {
    azurite = await startAzurite();
    service = QueueServiceClient.fromConnectionString(azurite.connectionString);
    await service.createQueue('foreign-seen');
    host = await RunningHost.start({ storage: azurite.connectionString });
  });
  afterAll(async () => {
    await host.stop();
    await azurite.stop();
  });

  const send = async (name: string, text: string) => {
    const queue = service.getQueueClient(name);
    await queue.createIfNotExists();
    await queue.sendMessage(text);
  };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  /** Takes the next message that a function wrote to its output. */
  const received = (name: string) => {
    const queue = service.getQueueClient(name);
    return until(`a message in ${name}`, async () => {
      const {
        receivedMessageItems: [message],
      } = await queue.receiveMessages().catch(() => ({ receivedMessageItems: [] }));
      if (message) await queue.deleteMessage(message.messageId, message.popReceipt);
      return message && Buffer.from(message.messageText, 'base64').toString();
    });
  };

  it('runs a timer function at the start when it wants that', async () => {
    expect(JSON.parse(await received('foreign-seen'))).toMatchObject({
      timer: { schedule: { adjustForDST: true }, isPastDue: false },
    });
  });

  it('starts an orchestration from a message', async () => {
    await send('foreign-orders', base64('{"id":"from-queue"}'));

    expect((await host.ended('from-queue')).output).toHaveLength(3);
  });

  it('gives a function the parsed message, and properties of the body over the metadata', async () => {
    await send('foreign-text', base64('{"Id":"mine","n":5,"list":[1]}'));

    const seen = JSON.parse(await received('foreign-seen'));

    expect(seen.message).toEqual({ Id: 'mine', n: 5, list: [1] });
    expect(seen.metadata).toMatchObject({
      queueTrigger: { id: 'mine', n: 5, list: [1] },
      id: 'mine',
      n: 5,
      dequeueCount: 1,
      insertionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
    });
    expect(seen.metadata).not.toHaveProperty('list');
  });

  it('gives bytes to a function that asks for them, also when they are no text', async () => {
    await send('foreign-bytes', Buffer.from([0xff, 0x00, 0xfe]).toString('base64'));

    expect(JSON.parse(await received('foreign-seen'))).toEqual({ isBuffer: true, hex: 'ff00fe' });
  });

  it('moves a message to the poison queue after its function failed so often', async () => {
    await send('foreign-failing', base64('{"doomed":true}'));

    expect(await received('foreign-failing-poison')).toBe('{"doomed":true}');
  });

  it('moves a message that is not base64 to the poison queue as it is, without calling the function', async () => {
    await send('foreign-text', '{"not": "base64"}');

    const poison = service.getQueueClient('foreign-text-poison');
    const text = await until('the poison message', async () => {
      const {
        peekedMessageItems: [message],
      } = await poison.peekMessages().catch(() => ({ peekedMessageItems: [] }));
      return message?.messageText;
    });

    expect(text).toBe('{"not": "base64"}');
  });

  it('runs a queue function by hand', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await host.fetch('/admin/functions/onText', { method: 'POST', headers, body: '{"input":"hello"}' });

    expect(answer.status).toBe(202);
    expect(JSON.parse(await received('foreign-seen'))).toMatchObject({
      message: 'hello',
      metadata: { dequeueCount: 0 },
    });
  });
});
