import { combined, hasEnded, publicationStates } from '../../domain/publication';

const one = { code: 'a', message: 'First.', pointer: '/gallery' };
const two = { code: 'b', message: 'Second.' };

describe('the error of a publication', () => {
  it('is none without errors, and the only one as it is', () => {
    expect(combined([])).toBeUndefined();
    expect(combined([one])).toEqual(one);
  });

  it('sums several up and keeps them all', () => {
    expect(combined([one, two])).toEqual({
      ...one,
      message: '2 problems: /gallery: First. Second.',
      problems: [one, two],
    });
  });
});

describe('a publication', () => {
  it('has ended in every state but two', () => {
    expect(publicationStates.filter(state => !hasEnded({ state }))).toEqual(['running', 'cancelling']);
  });
});
