import { admit, newPublication } from '../../domain/admission';
import { publicationStates } from '../../domain/publication';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';

const request = aRequest();
const other = aRequest({ imageVersion: { excludeFromLatest: true }, gallery: { description: 'other' } });
const known = (state: (typeof publicationStates)[number], deliveries: readonly string[] = []) => ({
  publication: aPublication({ state, attempt: 4 }),
  deliveries,
});

describe('a delivered request', () => {
  it('starts the first attempt when nobody knows the version', () => {
    expect(admit(request, undefined, 'message1')).toEqual({ kind: 'start', attempt: 1 });
  });

  it.each(['running', 'cancelling', 'published'] as const)('is the same publication when that is %s', state => {
    expect(admit(request, known(state), 'message2')).toEqual({ kind: 'same' });
  });

  it.each([
    'running',
    'cancelling',
    'published',
  ] as const)('conflicts with a publication of another content that is %s, and tells where', state => {
    const verdict = admit(other, known(state), 'message2');
    expect(verdict).toEqual({ kind: 'conflict', pointers: expect.arrayContaining(['/gallery/description']) });
  });

  const overWithoutSuccess = publicationStates.filter(state => ['rejected', 'failed', 'cancelled'].includes(state));
  it.each(overWithoutSuccess)('starts the next attempt after one that was %s, whatever its content', state => {
    expect(admit(request, known(state), undefined)).toEqual({ kind: 'start', attempt: 5 });
    expect(admit(other, known(state), 'message2')).toEqual({ kind: 'start', attempt: 5 });
  });

  it.each(publicationStates)('starts nothing when the very same message comes once more after %s', state => {
    expect(admit(request, known(state, ['message1']), 'message1')).toEqual({ kind: 'same' });
  });

  it('is no redelivery when it came over HTTP', () => {
    expect(admit(request, known('failed', ['message1']), undefined)).toMatchObject({ kind: 'start' });
  });
});

describe('a new publication', () => {
  const now = new Date('2026-11-24T09:00:00Z');

  it('has done nothing, and knows nothing of its regions', () => {
    expect(newPublication(request, 1, now)).toMatchObject({
      state: 'running',
      step: 'accepted',
      resources: [],
      roleAssignments: [],
      regions: [
        { name: 'westcentralus', state: 'Unknown', progress: 0, details: '' },
        { name: 'southcentralus', state: 'Unknown', progress: 0, details: '' },
      ],
      createdAt: '2026-11-24T09:00:00.000Z',
      updatedAt: '2026-11-24T09:00:00.000Z',
    });
  });

  it('keeps the day on which the first attempt began', () => {
    const first = aPublication({ createdAt: '2026-01-01T00:00:00.000Z' });
    expect(newPublication(request, 2, now, first)).toMatchObject({
      id: first.id,
      attempt: 2,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-11-24T09:00:00.000Z',
    });
  });
});
