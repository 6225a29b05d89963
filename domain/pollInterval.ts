/** What is known of a replication when it was last looked at. */
type Pace = {
  readonly ageSeconds: number;
  /** Mean of the regions that still replicate, 0 to 100. */
  readonly progress: number;
  /** Azure's Retry-After of the PUT that started it. */
  readonly retryAfterSeconds?: number;
};

const usualRetryAfter = 60;

/**
 * Seconds until the next look. Half of the time that is probably left, so that the end is noticed within about 5 % of
 * the whole; never more often than a twelfth of Azure's Retry-After (which is about the whole operation, not one GET),
 * and never less often than that Retry-After.
 */
export const pollInterval = ({ ageSeconds, progress, retryAfterSeconds = usualRetryAfter }: Pace): number => {
  const most = Math.max(1, retryAfterSeconds);
  const least = Math.min(most, Math.max(1, most / 12, ageSeconds / 20));
  const left = progress > 0 ? (ageSeconds * (100 - progress)) / progress : ageSeconds;
  return Math.round(Math.min(most, Math.max(least, left / 2)));
};
