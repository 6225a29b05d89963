import type { RetryOptions } from './actions';

/** Timers longer than the maximum are made of several, as durable-functions counts them. */
const longTimer = { maximum: 6 * 24 * 3_600_000, interval: 3 * 24 * 3_600_000 };

export const isLongTimer = (now: Date, fireAt: Date): boolean => fireAt.getTime() - now.getTime() > longTimer.maximum;

/** When the next part of a long timer fires. */
export function nextPart(now: Date, fireAt: Date): Date {
  const remaining = fireAt.getTime() - now.getTime();
  return remaining < longTimer.interval ? fireAt : new Date(now.getTime() + longTimer.interval);
}

/** How long to wait after an attempt that failed. */
export function retryDelay(retry: RetryOptions, attempt: number): number {
  const delay = retry.firstRetryIntervalInMilliseconds * (retry.backoffCoefficient ?? 1) ** (attempt - 1);
  return Math.min(delay, retry.maxRetryIntervalInMilliseconds ?? longTimer.maximum);
}
