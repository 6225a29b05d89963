import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { createPoisonQueue } from '../../azure/poisonQueue';
import { createPublications } from '../../azure/publications';
import type { Publication } from '../../domain/publication';
import { aPublication } from '../support/aPublication';
import { startAzurite, type TestAzurite } from '../support/azurite';
import { anEntry } from '../support/fakePublications';

let azurite: TestAzurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

let tables = 0;
const table = () =>
  TableClient.fromConnectionString(azurite.connectionString, `Publications${++tables}`, {
    allowInsecureConnection: true,
  });

const anIndex = () => createPublications(table);

describe('the index in a table', () => {
  it('knows nothing at first, and makes its table itself', async () => {
    expect(await anIndex().find('unknown')).toBeUndefined();
  });

  it('gives back what was put in', async () => {
    const index = anIndex();
    const { etag: _, ...entry } = anEntry({
      deliveries: ['message1'],
      creations: ['/a', '/b'],
      owner: 'me',
      cancelRequested: true,
    });
    expect(await index.insert(entry)).toBe(true);
    expect(await index.find(entry.publication.id)).toEqual({ ...entry, etag: expect.any(String) });
  });

  it('gives back a publication of any size', async () => {
    const index = anIndex();
    const publication = aPublication({ warnings: Array.from({ length: 200 }, (_, n) => `${n} größer 🎉 `.repeat(80)) });
    await index.insert(anEntry({ publication }));
    expect((await index.find(publication.id))?.publication).toEqual(publication);
  });

  it('forgets the rest of a larger publication when a smaller one takes its place', async () => {
    const index = anIndex();
    await index.insert(anEntry({ publication: aPublication({ warnings: ['x'.repeat(100_000)] }), owner: 'me' }));
    const found = await index.find(aPublication().id);
    if (found) await index.replace({ ...found, publication: aPublication(), owner: undefined });
    const smaller = await index.find(aPublication().id);
    expect(smaller?.publication).toEqual(aPublication());
    expect(smaller?.owner).toBeUndefined();
  });

  it('takes one insert of many at the same time', async () => {
    const index = anIndex();
    const answers = await Promise.all(Array.from({ length: 8 }, () => index.insert(anEntry())));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('takes one write of many after the same look', async () => {
    const index = anIndex();
    await index.insert(anEntry());
    const found = await index.find(aPublication().id);
    const writes = ['a', 'b', 'c'].map(owner => found && index.replace({ ...found, owner }));
    expect((await Promise.all(writes)).filter(Boolean)).toHaveLength(1);
    if (found) expect(await index.replace(found)).toBe(false);
  });

  it('says no to a write about what is not there', async () => {
    await expect(anIndex().replace(anEntry({ etag: '*' }))).rejects.toThrow();
  });

  it('is read in pages, in the order of the ids, by state', async () => {
    const index = anIndex();
    const states: Publication['state'][] = ['published', 'failed'];
    for (const n of [3, 1, 4, 0, 2]) {
      const state = states[n % 2] ?? 'running';
      await index.insert(anEntry({ publication: aPublication({ id: `p${n}`, state }) }));
    }
    const read = async (query: Parameters<typeof index.page>[0]) => {
      const { entries, next } = await index.page(query);
      return { ids: entries.map(({ publication }) => publication.id), next };
    };
    expect(await read({ top: 2 })).toEqual({ ids: ['p0', 'p1'], next: 'p1' });
    expect(await read({ top: 2, after: 'p1' })).toEqual({ ids: ['p2', 'p3'], next: 'p3' });
    expect(await read({ top: 2, after: 'p3' })).toEqual({ ids: ['p4'], next: undefined });
    expect(await read({ top: 5 })).toEqual({ ids: ['p0', 'p1', 'p2', 'p3', 'p4'], next: undefined });
    expect(await read({ top: 9, state: 'failed' })).toEqual({ ids: ['p1', 'p3'], next: undefined });
  });

  it('works at the next use when storage did not at the first', async () => {
    let connects = 0;
    const index = createPublications(() => {
      if (++connects === 1) throw new Error('storage is down');
      return table();
    });
    await expect(index.find('x')).rejects.toThrow('storage is down');
    expect(await index.find('x')).toBeUndefined();
  });
});

describe('the poison queue', () => {
  const service = () => QueueServiceClient.fromConnectionString(azurite.connectionString);

  it('is only looked at', async () => {
    const poisonQueue = createPoisonQueue(name => service().getQueueClient(name));
    expect(await poisonQueue.peek()).toEqual([]);
    const queue = service().getQueueClient('publish-requests-poison');
    for (let n = 0; n < 33; n++) await queue.sendMessage(`message ${n}`);
    const seen = await poisonQueue.peek();
    expect(seen).toHaveLength(32);
    expect(seen[0]).toEqual({ messageId: expect.any(String), text: 'message 0' });
    expect(await poisonQueue.peek()).toEqual(seen);
    expect(await poisonQueue.count()).toBe(33);
  });
});
