import { acceptRequest } from '../../functions/acceptRequest';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { anInstance, fakeOrchestrations } from '../support/fakeOrchestrations';
import { anEntry, fakePublications } from '../support/fakePublications';

const request = aRequest();
const { id } = aPublication();

const worldOf = (index = fakePublications(), orchestrations = fakeOrchestrations()) => ({
  index,
  orchestrations,
  accept: (wanted = request, delivery?: string) =>
    acceptRequest(wanted, delivery, {
      publications: index.port,
      orchestrations: orchestrations.port,
      now: () => new Date('2026-11-24T09:00:00Z'),
    }),
});

const ended = (state: 'rejected' | 'failed' | 'cancelled' | 'published') => {
  const publication = aPublication({ state, endedAt: '2026-11-24T08:59:30.000Z' });
  return worldOf(
    fakePublications(anEntry({ publication, deliveries: ['message1'], owner: 'someone', cancelRequested: true })),
    fakeOrchestrations({ [id]: anInstance({ ended: true, publication }) }),
  );
};

describe('a request that is accepted', () => {
  it('starts one orchestration, which gets the publication', async () => {
    const { accept, orchestrations, index } = worldOf();
    expect(await accept(request, 'message1')).toMatchObject({ kind: 'started', publication: { id, attempt: 1 } });
    expect(orchestrations.started).toMatchObject([{ publication: { id, attempt: 1, request } }]);
    expect(index.entry()).toMatchObject({ deliveries: ['message1'], cancelRequested: false });
  });

  it('starts once when the same comes many times at once', async () => {
    const { accept, orchestrations } = worldOf();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => accept(request, `message${n}`)));
    expect(orchestrations.started).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'started')).toHaveLength(1);
    expect(answers.every(({ publication }) => publication.id === id)).toBe(true);
  });

  it('starts once when the same comes at once after a failure', async () => {
    const { accept, orchestrations } = ended('failed');
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(orchestrations.started).toHaveLength(1);
    expect(answers.map(({ publication }) => publication.attempt)).toEqual([2, 2, 2]);
  });

  it('is the same publication while it runs', async () => {
    const { accept, orchestrations } = worldOf();
    await accept();
    expect(await accept()).toMatchObject({ kind: 'same', publication: { attempt: 1 } });
    expect(orchestrations.started).toHaveLength(1);
  });

  it('is the same publication after it was published', async () => {
    const { accept, orchestrations } = ended('published');
    expect(await accept()).toMatchObject({ kind: 'same', publication: { state: 'published' } });
    expect(orchestrations.started).toEqual([]);
  });

  it.each([
    'rejected',
    'failed',
    'cancelled',
  ] as const)('starts the next attempt after one that was %s', async state => {
    const { accept, orchestrations, index } = ended(state);
    expect(await accept(request, 'message2')).toMatchObject({ kind: 'started', publication: { attempt: 2 } });
    expect(orchestrations.started).toHaveLength(1);
    expect(index.entry()).toMatchObject({ deliveries: ['message1', 'message2'], cancelRequested: false });
    expect(index.entry()?.owner).toBeUndefined();
    expect(index.entry()?.publication.createdAt).toBe(aPublication().createdAt);
  });

  it.each([
    'rejected',
    'failed',
    'cancelled',
  ] as const)('starts nothing when the very same message comes once more after %s', async state => {
    const { accept, orchestrations } = ended(state);
    expect(await accept(request, 'message1')).toMatchObject({ kind: 'same', publication: { state } });
    expect(orchestrations.started).toEqual([]);
  });

  it('tells where it differs from the publication of the same version', async () => {
    const { accept, orchestrations } = worldOf();
    await accept();
    expect(await accept(aRequest({ gallery: { description: 'other' } }))).toMatchObject({
      kind: 'conflict',
      pointers: ['/gallery/description'],
      publication: { id },
    });
    expect(orchestrations.started).toHaveLength(1);
  });

  it('starts what was accepted once but never started', async () => {
    const { accept, orchestrations } = worldOf(fakePublications(anEntry()));
    expect(await accept()).toMatchObject({ kind: 'same' });
    expect(orchestrations.started).toHaveLength(1);
  });

  it('starts that once, too, when it is delivered several times at once', async () => {
    const { accept, orchestrations } = worldOf(fakePublications(anEntry()));
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(answers.map(({ kind }) => kind)).toEqual(['same', 'same', 'same']);
    expect(orchestrations.started).toHaveLength(1);
  });

  it('starts the next attempt that was accepted but never started', async () => {
    const { accept, orchestrations } = worldOf(
      fakePublications(anEntry({ publication: aPublication({ attempt: 2 }) })),
      fakeOrchestrations({ [id]: anInstance({ ended: true, attempt: 1 }) }),
    );
    expect(await accept()).toMatchObject({ kind: 'same', publication: { attempt: 2 } });
    expect(orchestrations.started).toMatchObject([{ publication: { attempt: 2 } }]);
  });

  it('waits for the attempt before to return', async () => {
    const { accept, orchestrations, index } = ended('failed');
    orchestrations.instances.set(id, anInstance({ ended: false }));
    const { find } = orchestrations.port;
    let looks = 0;
    Object.assign(orchestrations.port, {
      find: async (of: string) => {
        if (++looks === 2) orchestrations.instances.set(id, anInstance({ ended: true }));
        return find(of);
      },
    });
    expect(await accept()).toMatchObject({ kind: 'started', publication: { attempt: 2 } });
    expect(index.entry()?.publication.attempt).toBe(2);
  });

  it('remembers the last twenty deliveries', async () => {
    const deliveries = Array.from({ length: 30 }, (_, n) => `message${n}`);
    const publication = aPublication({ state: 'failed' });
    const { accept, index } = worldOf(fakePublications(anEntry({ publication, deliveries })));
    await accept(request, 'message30');
    expect(index.entry()?.deliveries).toHaveLength(20);
    expect(index.entry()?.deliveries.at(-1)).toBe('message30');
  });
});
