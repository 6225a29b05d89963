import { claimVersion } from '../../activities/claimVersion';
import { aPublication } from '../support/aPublication';
import { anEntry, fakePublications } from '../support/fakePublications';

const publication = aPublication();
const claim = (fake: ReturnType<typeof fakePublications>, owner = 'me', attempt = 1) =>
  claimVersion({ publications: fake.port })({ publicationId: publication.id, attempt, owner });

const refusal = { kind: 'refused', errors: [{ code: 'version-claimed' }] };

describe('claimVersion', () => {
  it('makes the caller the owner', async () => {
    const fake = fakePublications(anEntry());
    expect(await claim(fake)).toEqual({ kind: 'done', value: { owner: 'me' } });
    expect(fake.entry()?.owner).toBe('me');
  });

  it('may be repeated by the owner', async () => {
    const fake = fakePublications(anEntry());
    await claim(fake);
    expect(await claim(fake)).toEqual({ kind: 'done', value: { owner: 'me' } });
  });

  it('refuses everybody else', async () => {
    const fake = fakePublications(anEntry({ owner: 'me' }));
    expect(await claim(fake, 'other')).toMatchObject(refusal);
    expect(fake.entry()?.owner).toBe('me');
  });

  it('refuses an attempt that is not the current one, or that nobody knows', async () => {
    expect(await claim(fakePublications(anEntry()), 'me', 2)).toMatchObject(refusal);
    expect(await claim(fakePublications())).toMatchObject(refusal);
  });

  it('looks again after a lost race that was about something else', async () => {
    const fake = fakePublications(anEntry());
    fake.beforeReplace = () => {
      fake.beforeReplace = () => {};
      fake.write(anEntry({ cancelRequested: true }));
    };
    expect(await claim(fake)).toMatchObject({ kind: 'done' });
    expect(fake.entry()).toMatchObject({ owner: 'me', cancelRequested: true });
  });

  it('leaves it to the winner of a race about the same', async () => {
    const fake = fakePublications(anEntry());
    fake.beforeReplace = () => fake.write(anEntry({ owner: 'other' }));
    expect(await claim(fake)).toMatchObject(refusal);
    expect(fake.entry()?.owner).toBe('other');
  });

  it('has one winner of many at the same time', async () => {
    const fake = fakePublications(anEntry());
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(owner => claim(fake, owner)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  });
});
