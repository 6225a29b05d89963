import { HttpRequest } from '@azure/functions';
import type { Publication } from '../../domain/publication';
import { cancelPublication } from '../../functions/cancelPublication';
import { getPublication } from '../../functions/getPublication';
import { listPublications } from '../../functions/listPublications';
import { mendPublications } from '../../functions/mendPublications';
import { aPublication } from '../support/aPublication';
import { startDurableExtension } from '../support/durableExtension';
import { anEntry, fakePublications } from '../support/fakePublications';
import { fakeTriggers } from '../support/fakeTriggers';

const { id } = aPublication();

let extension: Awaited<ReturnType<typeof startDurableExtension>>;
beforeEach(async () => {
  extension = await startDurableExtension();
});
afterEach(() => extension.close());

type Handler = typeof getPublication | typeof cancelPublication | typeof listPublications;

const call = (
  handler: Handler,
  index: ReturnType<typeof fakePublications>,
  query: Record<string, string> = {},
  of = id,
) =>
  handler(fakeTriggers(index))(
    new HttpRequest({ method: 'GET', url: 'https://app.example/api/publications', params: { id: of }, query }),
    extension.context(),
  );

const running = (publication: Publication = aPublication()) => {
  extension.instances.set(publication.id, { runtimeStatus: 'Running', input: { publication } });
  return fakePublications(anEntry({ publication }));
};

describe('GET /api/publications/{id}', () => {
  it('tells how far a running publication is', async () => {
    const index = running();
    const customStatus = aPublication({ step: 'replicate' });
    extension.instances.set(id, { runtimeStatus: 'Running', input: { publication: aPublication() }, customStatus });
    expect(await call(getPublication, index)).toMatchObject({
      headers: { 'retry-after': '5' },
      jsonBody: { id, state: 'running', step: 'replicate' },
    });
  });

  it('tells how a publication ended', async () => {
    const publication = aPublication({ state: 'failed', error: { code: 'x', message: 'No.' } });
    const answer = await call(getPublication, fakePublications(anEntry({ publication })));
    expect(answer).toEqual({ headers: {}, jsonBody: publication });
  });

  it('tells that an instance was terminated by hand', async () => {
    const index = running();
    extension.instances.set(id, { runtimeStatus: 'Terminated', input: { publication: aPublication() } });
    expect(await call(getPublication, index)).toMatchObject({
      jsonBody: { state: 'failed', error: { code: 'orchestration-stopped' } },
    });
    expect(index.entry()?.publication.state).toBe('failed');
  });

  it.each(['unknown', '../secrets', 'A', '', 'x'.repeat(101), "a'b"])('knows no publication "%s"', async of => {
    expect(await call(getPublication, running(), {}, of)).toMatchObject({
      status: 404,
      jsonBody: { type: 'urn:vernissage:problem:publication-not-found' },
    });
  });

  it('answers 503 when the extension fails', async () => {
    const index = running();
    extension.instances.set(id, { runtimeStatus: 'no such status' });
    await extension.close();
    expect(await call(getPublication, index)).toMatchObject({ status: 503 });
  });
});

describe('DELETE /api/publications/{id}', () => {
  it('writes the wish down first, then wakes the orchestration', async () => {
    const index = running();
    index.beforeReplace = () => expect(extension.events).toEqual([]);
    expect(await call(cancelPublication, index)).toMatchObject({ status: 202, jsonBody: { state: 'cancelling' } });
    expect(index.entry()).toMatchObject({ cancelRequested: true, publication: { state: 'cancelling' } });
    expect(extension.events).toEqual([id]);
  });

  it('is written after a lost race, too', async () => {
    const index = running();
    index.beforeReplace = () => {
      index.beforeReplace = () => {};
      index.write(anEntry({ owner: 'me' }));
    };
    await call(cancelPublication, index);
    expect(index.entry()).toMatchObject({ cancelRequested: true, owner: 'me' });
  });

  it('may be repeated', async () => {
    const index = running();
    await call(cancelPublication, index);
    expect(await call(cancelPublication, index)).toMatchObject({ status: 202, jsonBody: { state: 'cancelling' } });
  });

  it('answers 200 once it is cancelled, and 409 when it ended otherwise', async () => {
    const endedAs = (state: Publication['state']) =>
      fakePublications(anEntry({ publication: aPublication({ state }) }));
    expect(await call(cancelPublication, endedAs('cancelled'))).toMatchObject({ status: 200 });
    expect(await call(cancelPublication, endedAs('published'))).toMatchObject({
      status: 409,
      jsonBody: { type: 'urn:vernissage:problem:publication-has-ended' },
    });
  });

  it.each([
    ['was never started', undefined],
    ['was lost with its worker', { runtimeStatus: 'Failed', input: { publication: aPublication() } }],
  ])('brings an orchestration back that %s, to say what exists', async (_, instance) => {
    const index = fakePublications(anEntry());
    if (instance) extension.instances.set(id, instance);
    expect(await call(cancelPublication, index)).toMatchObject({ status: 202, jsonBody: { state: 'cancelling' } });
    expect(index.entry()).toMatchObject({ cancelRequested: true });
    expect(extension.instances.get(id)).toMatchObject({ input: { publication: { id, attempt: 1, step: 'accepted' } } });
    expect(extension.events).toEqual([]);
  });

  it('is written even when the orchestration ends at this moment', async () => {
    const index = running();
    index.beforeReplace = () => {
      extension.instances.set(id, { runtimeStatus: 'Completed', input: { publication: aPublication() } });
    };
    expect(await call(cancelPublication, index)).toMatchObject({ status: 202 });
  });

  it('knows only publications that there are', async () => {
    expect(await call(cancelPublication, fakePublications())).toMatchObject({ status: 404 });
  });
});

describe('GET /api/publications', () => {
  const many = () =>
    fakePublications(
      ...Array.from({ length: 5 }, (_, n) =>
        anEntry({ publication: aPublication({ id: `p${n}`, state: n % 2 ? 'failed' : 'published' }) }),
      ),
    );
  const idsOf = ({ jsonBody }: { jsonBody?: unknown }): string[] =>
    Object(jsonBody).value.map((publication: Publication) => publication.id);

  it('goes from page to page', async () => {
    const first = await call(listPublications, many(), { top: '2' });
    expect(idsOf(first)).toEqual(['p0', 'p1']);
    const second = await call(listPublications, many(), { top: '2', after: first.jsonBody.next });
    expect(idsOf(second)).toEqual(['p2', 'p3']);
    const last = await call(listPublications, many(), { top: '2', after: second.jsonBody.next });
    expect(idsOf(last)).toEqual(['p4']);
    expect(last.jsonBody).not.toHaveProperty('next');
  });

  it.each(['1', '200'])('has %s publications to a page, when asked to', async top => {
    expect(idsOf(await call(listPublications, many(), { top }))).toHaveLength(Math.min(Number(top), 5));
  });

  it('shows one state alone', async () => {
    expect(idsOf(await call(listPublications, many(), { state: 'failed' }))).toEqual(['p1', 'p3']);
  });

  it('leaves out what has another state by now', async () => {
    const index = running();
    extension.instances.set(id, { runtimeStatus: 'Terminated', input: { publication: aPublication() } });
    expect(idsOf(await call(listPublications, index, { state: 'running' }))).toEqual([]);
  });

  it.each([
    [{ state: 'done' }, ['state']],
    [{ top: '0' }, ['top']],
    [{ top: '201' }, ['top']],
    [{ top: '1e2' }, ['top']],
    [{ top: '-1' }, ['top']],
    [{ after: 'not a token' }, ['after']],
    [{ after: Buffer.from("x' or '1' eq '1").toString('base64url') }, ['after']],
    [{ state: 'x', top: 'y', after: '%%' }, ['state', 'top']],
  ])('refuses the query %j', async (query, parameters) => {
    const { status, jsonBody } = await call(listPublications, many(), query);
    expect(status).toBe(400);
    expect(jsonBody.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual(
      expect.arrayContaining(parameters),
    );
  });
});

describe('mendPublications', () => {
  const timer = {
    isPastDue: false,
    scheduleStatus: { last: '', next: '', lastUpdated: '' },
    schedule: { adjustForDST: false },
  };
  const mend = (index: ReturnType<typeof fakePublications>) =>
    mendPublications(fakeTriggers(index))(timer, extension.context());
  const old = aPublication({ updatedAt: '2020-01-01T00:00:00.000Z' });

  it('starts what was accepted a while ago and never started', async () => {
    await mend(fakePublications(anEntry({ publication: old })));
    expect([...extension.instances.keys()]).toEqual([id]);
  });

  it('leaves the one alone that was accepted a moment ago', async () => {
    await mend(fakePublications(anEntry({ publication: aPublication({ updatedAt: new Date().toISOString() }) })));
    expect(extension.instances.size).toBe(0);
  });

  it('writes down the ends that were missed', async () => {
    const index = running(old);
    const output = { ...old, state: 'published', step: 'done' };
    extension.instances.set(id, { runtimeStatus: 'Completed', input: { publication: old }, output });
    await mend(index);
    expect(index.entry()?.publication.state).toBe('published');
  });

  it('goes through all pages and both open states', async () => {
    const entries = Array.from({ length: 130 }, (_, n) =>
      anEntry({ publication: aPublication({ ...old, id: `p${n}`, state: n % 2 ? 'running' : 'cancelling' }) }),
    );
    await mend(fakePublications(...entries));
    expect(extension.instances.size).toBe(130);
  });
});
