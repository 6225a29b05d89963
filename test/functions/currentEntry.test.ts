import { currentEntry } from '../../functions/currentEntry';
import { aPublication } from '../support/aPublication';
import { anInstance, fakeOrchestrations } from '../support/fakeOrchestrations';
import { anEntry, fakePublications } from '../support/fakePublications';

const { id } = aPublication();
type Entry = ReturnType<typeof anEntry>;
type Instance = ReturnType<typeof anInstance>;

const current = async (entry: Entry, instance?: Instance) => {
  const index = fakePublications(entry);
  const orchestrations = fakeOrchestrations(instance && { [id]: instance });
  const seen = await currentEntry(entry, { publications: index.port, orchestrations: orchestrations.port });
  return { seen, written: index.entry() };
};

describe('the current entry of a publication', () => {
  it('is the index alone once the publication has ended', async () => {
    const publication = aPublication({ state: 'failed' });
    const { seen } = await current(anEntry({ publication }), anInstance({ publication: aPublication() }));
    expect(seen).toMatchObject({ publication: { state: 'failed' }, orphaned: false });
  });

  it('shows the progress that the instance tells of', async () => {
    const { request: _, ...latest } = aPublication({ step: 'replicate', warnings: ['mind the gap'] });
    const { seen } = await current(anEntry(), anInstance({ publication: latest }));
    expect(seen.publication).toMatchObject({ step: 'replicate', warnings: ['mind the gap'] });
    expect(seen.publication.request).toEqual(aPublication().request);
  });

  it('keeps what a large custom status had to leave out', async () => {
    const publication = aPublication({ resources: [{ id: '/a', created: true }], warnings: ['one', 'two'] });
    const latest = { ...publication, regions: publication.regions.slice(1), resources: [], warnings: ['two'] };
    const { seen } = await current(anEntry({ publication }), anInstance({ publication: latest }));
    expect(seen.publication).toEqual(publication);
  });

  it('leaves the index alone while the publication runs', async () => {
    const { written } = await current(anEntry(), anInstance({ publication: aPublication({ step: 'share' }) }));
    expect(written).toEqual(anEntry());
  });

  it('ignores the end of the instance of a later attempt', async () => {
    const { seen } = await current(anEntry(), anInstance({ attempt: 2, ended: true, stopped: true }));
    expect(seen).toMatchObject({ publication: { attempt: 1, state: 'running' }, orphaned: false });
  });

  it('ignores what the instance of an attempt before tells', async () => {
    const entry = anEntry({ publication: aPublication({ attempt: 2 }) });
    const { seen } = await current(entry, anInstance({ publication: aPublication({ step: 'share' }) }));
    expect(seen).toMatchObject({ publication: { attempt: 2, step: 'accepted' }, orphaned: false });
  });

  it.each([
    ['there is no instance', undefined],
    ['only the attempt before has one, which has ended', anInstance({ ended: true, attempt: 1 })],
  ])('is orphaned when %s', async (_, instance) => {
    const { seen } = await current(anEntry({ publication: aPublication({ attempt: 2 }) }), instance);
    expect(seen.orphaned).toBe('unstarted');
  });

  it('writes down an end that did not reach the index', async () => {
    const publication = aPublication({ state: 'published', step: 'done', endedAt: '2026-11-24T09:01:00.000Z' });
    const { seen, written } = await current(anEntry(), anInstance({ ended: true, publication }));
    expect(written?.publication).toMatchObject({ state: 'published', step: 'done' });
    expect(seen).toEqual({ ...written, orphaned: false });
  });

  it.each([
    ['cancelling', { ended: true }, { cancelRequested: true }],
    ['ended from outside', { ended: true, stopped: true }, {}],
  ])('believes the last word of an instance that is %s', async (_, instance, entry) => {
    const publication = aPublication({ state: 'published', endedAt: '2026-11-24T09:01:00.000Z' });
    const { seen } = await current(anEntry(entry), anInstance({ ...instance, publication }));
    expect(seen.publication).toMatchObject({ state: 'published', endedAt: publication.endedAt });
    expect(seen.publication.error).toBeUndefined();
  });

  it('is failed when the instance was ended from outside', async () => {
    const { seen, written } = await current(anEntry(), anInstance({ ended: true, stopped: true }));
    expect(seen.publication).toMatchObject({ state: 'failed', error: { code: 'orchestration-stopped' } });
    expect(seen.publication.endedAt).toBeDefined();
    expect(written?.publication.state).toBe('failed');
  });

  const crashed = anInstance({ ended: true, crashed: true, publication: aPublication({ step: 'replicate' }) });

  it('is orphaned, and still running, when its orchestration was lost with a worker', async () => {
    const { seen, written } = await current(anEntry(), crashed);
    expect(seen).toMatchObject({ orphaned: 'crashed', publication: { state: 'running', step: 'replicate' } });
    expect(written).toEqual(anEntry());
  });

  it('is failed when its orchestration was lost again and again', async () => {
    const { seen } = await current(anEntry({ restarts: 5 }), crashed);
    expect(seen).toMatchObject({ orphaned: false, publication: { state: 'failed' } });
  });

  it('has ended when its orchestration was lost after its last word', async () => {
    const publication = aPublication({ state: 'published', endedAt: '2026-11-24T09:01:00.000Z' });
    const { seen } = await current(anEntry(), { ...crashed, publication });
    expect(seen).toMatchObject({ orphaned: false, publication: { state: 'published' } });
  });

  it('is cancelling from the moment on that somebody asked for it', async () => {
    const { seen } = await current(anEntry({ cancelRequested: true }), anInstance({ publication: aPublication() }));
    expect(seen.publication.state).toBe('cancelling');
  });

  it('has the etag of what is in the index, also after a lost race', async () => {
    const index = fakePublications(anEntry());
    index.beforeReplace = () => index.write(anEntry({ cancelRequested: true }));
    const instance = anInstance({ ended: true, stopped: true });
    const orchestrations = fakeOrchestrations({ [id]: instance });
    const seen = await currentEntry(anEntry(), { publications: index.port, orchestrations: orchestrations.port });
    expect(seen.etag).toBe(index.entry()?.etag);
    expect(seen.cancelRequested).toBe(true);
  });
});
