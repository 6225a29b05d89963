import { faultMessage } from '../../domain/faultMessage';

const ofActivity = (message: string) =>
  new Error(`Activity function 'createVersion' failed:  ${message} \n {"ClassName":"System.Exception","Message":"x"}`);

describe('the words of a fault', () => {
  it.each([
    ['connect ECONNREFUSED', 'connect ECONNREFUSED.'],
    ['Azure answered HTTP 500.', 'Azure answered HTTP 500.'],
    ['two\nlines', 'two\nlines.'],
    ['what { "json": true } is', 'what { "json": true } is.'],
    ['', 'no reason was given.'],
  ])('are those of the activity alone: %j', (message, words) => {
    expect(faultMessage(ofActivity(message))).toBe(words);
  });

  it('are those of any other error as they are', () => {
    expect(faultMessage(new Error('It broke!'))).toBe('It broke!');
    expect(faultMessage('text')).toBe('text.');
  });

  it('are cut when they are long', () => {
    expect(faultMessage(ofActivity('x'.repeat(5000))).length).toBeLessThan(1010);
  });
});
