import { rejectedId } from '../../domain/ids';
import { receivePublishRequest } from '../../functions/receivePublishRequest';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { startDurableExtension } from '../support/durableExtension';
import { anEntry, fakePublications } from '../support/fakePublications';
import { fakeTriggers } from '../support/fakeTriggers';

const { id } = aPublication();
const bytesOf = (message: unknown) => Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));

let extension: Awaited<ReturnType<typeof startDurableExtension>>;
beforeEach(async () => {
  extension = await startDurableExtension();
});
afterEach(() => extension.close());

const receive = (message: unknown, index = fakePublications(), messageId = 'message1') =>
  receivePublishRequest(fakeTriggers(index))(message, extension.context({ id: messageId }));

describe('a message on the queue', () => {
  it.each([
    ['bytes', bytesOf(aRequest())],
    ['text', JSON.stringify(aRequest())],
    ['JSON', aRequest()],
  ])('starts a publication when it comes as %s', async (_, message) => {
    const index = fakePublications();
    await receive(message, index);
    expect(index.entry()).toMatchObject({ publication: { state: 'running' }, deliveries: ['message1'] });
    expect([...extension.instances.keys()]).toEqual([id]);
  });

  it('starts nothing when it comes once more', async () => {
    const index = fakePublications(
      anEntry({ publication: aPublication({ state: 'failed' }), deliveries: ['message1'] }),
    );
    await receive(aRequest(), index);
    expect(index.entry()?.publication).toMatchObject({ state: 'failed', attempt: 1 });
    await receive(aRequest(), index, 'message2');
    expect(index.entry()?.publication).toMatchObject({ state: 'running', attempt: 2 });
  });

  it.each([
    ['is not JSON', '{"a":', 'not-json'],
    ['is empty', '', 'not-json'],
    ['is nested deeper than the stack', '['.repeat(6000) + ']'.repeat(6000), 'not-json'],
    ['is not a publish request', { apiVersion: 'v1' }, undefined],
  ])('is listed as rejected and thrown back when it %s', async (_, message, code) => {
    const index = fakePublications();
    const rejected = rejectedId(bytesOf(message));
    await expect(receive(bytesOf(message), index)).rejects.toThrow(`GET /api/publications/${rejected} tells why`);
    expect(index.entry(rejected)).toMatchObject({
      publication: { state: 'rejected', step: 'accepted', request: message, error: code ? { code } : {} },
    });
    expect(extension.instances.size).toBe(0);
  });

  it('is listed once, however often the host delivers it', async () => {
    const index = fakePublications();
    const thrown = await Promise.allSettled([1, 2, 3, 4, 5].map(() => receive(bytesOf('nonsense'), index)));
    expect(thrown.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(index.held.size).toBe(1);
  });

  it('names every problem by its place', async () => {
    const index = fakePublications();
    const message = { ...aRequest(), apiVersion: 'v9', subscriptionId: 'mine' };
    await expect(receive(bytesOf(message), index)).rejects.toThrow();
    const { publication } = index.entry(rejectedId(bytesOf(message))) ?? {};
    expect(publication?.error?.problems?.map(({ pointer }) => pointer)).toEqual(['/apiVersion', '/subscriptionId']);
  });

  it('keeps of a huge message what is enough to recognise it', async () => {
    const index = fakePublications();
    const message = 'x'.repeat(60_000);
    await expect(receive(bytesOf(message), index)).rejects.toThrow();
    const { request } = index.entry(rejectedId(bytesOf(message)))?.publication ?? {};
    expect(String(request)).toHaveLength(32_001);
  });

  it('is refused by its pointers when it conflicts, and leaves the publication alone', async () => {
    const index = fakePublications(anEntry());
    const message = aRequest({ gallery: { description: 'other' } });
    await expect(receive(bytesOf(message), index, 'message2')).rejects.toThrow('refused');
    expect(index.entry(rejectedId(bytesOf(message)))?.publication.error).toMatchObject({
      code: 'version-has-other-content',
      pointer: '/gallery/description',
      message: expect.stringContaining(id),
    });
    expect(index.entry()?.publication.request).toEqual(aRequest());
  });

  it('is thrown back as it is when storage does not work', async () => {
    const index = fakePublications();
    index.port.find = async () => {
      throw new Error('storage is down');
    };
    await expect(receive(bytesOf(aRequest()), index)).rejects.toThrow('storage is down');
    expect(index.held.size).toBe(0);
  });
});
