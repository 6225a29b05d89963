import { createOwn, isOwn } from '../../activities/ownCreation';
import { aPublication } from '../support/aPublication';
import { anEntry, fakePublications } from '../support/fakePublications';

const id = '/subscriptions/s/resourceGroups/g';
const publicationId = aPublication().id;
const ours = { publicationId };

const created = async () => ({ created: true });
const wasThere = async () => ({ created: false });

describe('a creation of our own', () => {
  it('is known as such before Azure is asked', async () => {
    const index = fakePublications(anEntry());
    await createOwn(id, ours, { publications: index.port }, async () => {
      expect(index.entry()?.creations).toEqual([id]);
      return { created: true };
    });
    expect(await isOwn(id, ours, { publications: index.port })).toBe(true);
  });

  it('stays ours when the answer of Azure was lost', async () => {
    const index = fakePublications(anEntry());
    const lost = createOwn(id, ours, { publications: index.port }, async () => {
      throw new Error('ECONNRESET');
    });
    await expect(lost).rejects.toThrow('ECONNRESET');
    expect(await isOwn(id, ours, { publications: index.port })).toBe(true);
  });

  it('is none when Azure says that somebody else was first', async () => {
    const index = fakePublications(anEntry({ creations: ['/other'] }));
    expect(await createOwn(id, ours, { publications: index.port }, wasThere)).toEqual({ created: false });
    expect(await isOwn(id, ours, { publications: index.port })).toBe(false);
    expect(index.entry()?.creations).toEqual(['/other']);
  });

  it('is none when nobody knows the publication', async () => {
    const index = fakePublications();
    await createOwn(id, ours, { publications: index.port }, created);
    expect(await isOwn(id, ours, { publications: index.port })).toBe(false);
  });

  it('is written down after a lost race, too, once, and keeps what the winner wrote', async () => {
    const index = fakePublications(anEntry());
    index.beforeReplace = () => {
      index.beforeReplace = () => {};
      index.write(anEntry({ cancelRequested: true }));
    };
    await createOwn(id, ours, { publications: index.port }, created);
    await createOwn(id, ours, { publications: index.port }, created);
    expect(index.entry()).toMatchObject({ creations: [id], cancelRequested: true });
  });
});
