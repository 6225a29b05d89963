import { InvocationContext } from '@azure/functions';
import { rejectedId } from '../../domain/ids';
import { watchPoisonQueue } from '../../functions/watchPoisonQueue';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { anEntry, fakePublications } from '../support/fakePublications';
import { fakeTriggers, poisonQueueOf } from '../support/fakeTriggers';

const timer = {
  isPastDue: false,
  scheduleStatus: { last: '', next: '', lastUpdated: '' },
  schedule: { adjustForDST: false },
};
const base64 = (message: unknown) => Buffer.from(JSON.stringify(message)).toString('base64');

const watch = async (texts: readonly string[], index = fakePublications(), count?: number) => {
  const warnings: string[] = [];
  const messages = texts.map((text, n) => ({ messageId: `0000-ABC${n}`, text }));
  const triggers = fakeTriggers(index, { poisonQueue: poisonQueueOf(messages, count) });
  const context = new InvocationContext({ logHandler: (_, ...args) => warnings.push(args.join(' ')) });
  await watchPoisonQueue(triggers)(timer, context);
  return { index, warnings };
};

const listed = 'rejected-0000abc0';

describe('watchPoisonQueue', () => {
  it('lists what the host could not decode', async () => {
    const { index, warnings } = await watch(['{"not": "base64"}']);
    expect(index.entry(listed)?.publication).toMatchObject({
      state: 'rejected',
      request: '{"not": "base64"}',
      error: { code: 'not-base64' },
    });
    expect(warnings).toEqual([expect.stringContaining(listed)]);
  });

  it('lists a valid request that could not be started', async () => {
    const { index } = await watch([base64(aRequest())]);
    expect(index.entry(listed)?.publication).toMatchObject({ request: aRequest(), error: { code: 'not-started' } });
  });

  it('lists a refused message of which no publication tells', async () => {
    const { index } = await watch([base64({ apiVersion: 'v1' })]);
    expect(index.entry(listed)?.publication).toMatchObject({ request: { apiVersion: 'v1' } });
  });

  it.each([
    ['was refused when it came', rejectedId(Buffer.from(JSON.stringify(aRequest())))],
    ['has a publication', aPublication().id],
  ])('lists nothing that %s', async (_, id) => {
    const index = fakePublications(anEntry({ publication: aPublication({ id }) }));
    expect((await watch([base64(aRequest())], index)).index.held.size).toBe(1);
  });

  it('lists each message once, however often it looks', async () => {
    const index = fakePublications();
    await watch(['?', '!'], index);
    const { warnings } = await watch(['?', '!'], index);
    expect(index.held.size).toBe(2);
    expect(warnings).toEqual([]);
  });

  it('warns when there are more than it can see', async () => {
    const { warnings } = await watch(Array(40).fill(base64(aRequest())), fakePublications(anEntry()), 40);
    expect(warnings).toEqual([expect.stringContaining('holds 40 messages')]);
    const all = await watch(Array(32).fill(base64(aRequest())), fakePublications(anEntry()), 32);
    expect(all.warnings).toEqual([]);
  });

  it('lists a message that is nested deeper than the stack, and those behind it', async () => {
    const deep = '['.repeat(6000) + ']'.repeat(6000);
    const { index } = await watch([Buffer.from(deep).toString('base64'), '?']);
    expect(index.entry(listed)?.publication).toMatchObject({ request: deep, error: { code: 'not-json' } });
    expect(index.held.size).toBe(2);
  });

  it('goes on with the others when storage fails for one, which comes at the next look', async () => {
    const index = fakePublications();
    index.beforeInsert = () => {
      index.beforeInsert = () => {};
      throw new Error('storage is down; sig=secret');
    };
    const { warnings } = await watch(['?', '!'], index);
    expect(warnings[0]).toBe(
      `[${listed}] in the poison queue could not be listed, to be tried again: storage is down; sig=***`,
    );
    expect([...index.held.keys()]).toEqual(['rejected-0000abc1']);
    await watch(['?', '!'], index);
    expect(index.held.size).toBe(2);
  });

  it('lists a message that breaks our own reading', async () => {
    const message = base64({ apiVersion: 'v1' });
    jest.spyOn(JSON, 'stringify').mockImplementationOnce(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    const { index } = await watch([message]);
    expect(index.entry(listed)?.publication).toMatchObject({
      request: '{"apiVersion":"v1"}',
      error: { code: 'unreadable', message: expect.stringContaining('call stack') },
    });
  });
});
