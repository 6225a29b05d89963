import { recordPublication } from '../../activities/recordPublication';
import { aPublication } from '../support/aPublication';
import { anEntry, fakePublications } from '../support/fakePublications';

const record = (fake: ReturnType<typeof fakePublications>, publication = aPublication({ step: 'createVersion' })) =>
  recordPublication({ publications: fake.port })({ publication, owner: 'me' });

const written = { cancelRequested: false, superseded: false };
const superseded = { cancelRequested: false, superseded: true };

describe('recordPublication', () => {
  it('writes how far the publication got and keeps the rest of the entry', async () => {
    const fake = fakePublications(anEntry({ deliveries: ['message1'], owner: 'me' }));
    expect(await record(fake)).toEqual(written);
    expect(fake.entry()).toMatchObject({
      publication: { step: 'createVersion' },
      deliveries: ['message1'],
      owner: 'me',
    });
  });

  it('makes an entry that somebody removed', async () => {
    const fake = fakePublications();
    expect(await record(fake)).toEqual(written);
    expect(fake.entry()).toMatchObject({ publication: { step: 'createVersion' }, owner: 'me' });
  });

  it('looks again when somebody else made it first', async () => {
    const fake = fakePublications();
    fake.beforeInsert = () => fake.write(anEntry({ cancelRequested: true }));
    expect(await record(fake)).toEqual({ cancelRequested: true, superseded: false });
  });

  it('brings back a cancellation that was written meanwhile', async () => {
    const fake = fakePublications(anEntry({ owner: 'me' }));
    fake.beforeReplace = () => {
      fake.beforeReplace = () => {};
      fake.write(anEntry({ owner: 'me', cancelRequested: true }));
    };
    expect(await record(fake)).toEqual({ cancelRequested: true, superseded: false });
    expect(fake.entry()).toMatchObject({ cancelRequested: true, publication: { state: 'cancelling' } });
  });

  it('shows the end, not the cancellation, once it has ended', async () => {
    const fake = fakePublications(anEntry({ owner: 'me', cancelRequested: true }));
    await record(fake, aPublication({ state: 'published' }));
    expect(fake.entry()?.publication.state).toBe('published');
  });

  it('writes nothing into a later attempt', async () => {
    const fake = fakePublications(anEntry({ publication: aPublication({ attempt: 2 }) }));
    expect(await record(fake)).toEqual(superseded);
    expect(fake.entry()?.publication.attempt).toBe(2);
  });

  it('writes nothing into the entry of another owner', async () => {
    const fake = fakePublications(anEntry({ owner: 'other' }));
    expect(await record(fake)).toEqual(superseded);
    expect(fake.entry()?.publication.step).toBe('accepted');
  });

  it('does not open an ended publication again', async () => {
    const fake = fakePublications(anEntry({ owner: 'me', publication: aPublication({ state: 'published' }) }));
    expect(await record(fake)).toEqual(superseded);
    expect(fake.entry()?.publication.state).toBe('published');
  });

  it('may write the end twice', async () => {
    const fake = fakePublications(anEntry({ owner: 'me' }));
    await record(fake, aPublication({ state: 'failed' }));
    expect(await record(fake, aPublication({ state: 'failed' }))).toEqual(written);
  });
});
