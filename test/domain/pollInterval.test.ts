import { pollInterval } from '../../domain/pollInterval';

describe('the time until the next look', () => {
  it.each([
    ['starts with a twelfth of Retry-After', { ageSeconds: 0, progress: 0, retryAfterSeconds: 60 }, 5],
    ['takes a minute for Retry-After when Azure does not say', { ageSeconds: 0, progress: 0 }, 5],
    ['is half of what is probably left', { ageSeconds: 60, progress: 50, retryAfterSeconds: 60 }, 30],
    ['is never longer than Retry-After', { ageSeconds: 7200, progress: 1, retryAfterSeconds: 60 }, 60],
    ['is never shorter than a twentieth of the age', { ageSeconds: 600, progress: 99, retryAfterSeconds: 60 }, 30],
    ['starts later where Azure wants to be asked rarely', { ageSeconds: 0, progress: 0, retryAfterSeconds: 600 }, 50],
    ['is a second at least for a short Retry-After', { ageSeconds: 0, progress: 99, retryAfterSeconds: 6 }, 1],
    ['is a second at least', { ageSeconds: 0, progress: 99, retryAfterSeconds: 1 }, 1],
    ['is a second for a Retry-After below it', { ageSeconds: 900, progress: 0, retryAfterSeconds: 0.2 }, 1],
    ['grows with the age while nothing is known', { ageSeconds: 40, progress: 0, retryAfterSeconds: 60 }, 20],
  ])('%s', (_, pace, seconds) => {
    expect(pollInterval(pace)).toBe(seconds);
  });

  const lookAll = (totalSeconds: number): { looks: number; late: number } => {
    let [age, looks] = [0, 0];
    while (age < totalSeconds) {
      age += pollInterval({ ageSeconds: age, progress: (100 * age) / totalSeconds });
      looks++;
    }
    return { looks, late: age - totalSeconds };
  };

  it.each([30, 300, 1800, 7200, 36_000])('notices the end of a replication of %d seconds soon', seconds => {
    const { late } = lookAll(seconds);
    expect(late).toBeLessThanOrEqual(Math.max(5, Math.min(60, seconds / 20)));
  });

  it('needs few looks for 40 minutes', () => {
    expect(lookAll(2400).looks).toBeLessThan(60);
  });
});
