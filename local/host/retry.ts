import { setTimeout } from 'node:timers/promises';
import { asError } from './worker/asError';
import type { RetryContext, RetryOptions } from './worker/coreTypes';

/** Calls again what failed, as often and as late as a function's retry options say. */
export async function withRetry<T>(options: RetryOptions, call: (context: RetryContext) => Promise<T>): Promise<T> {
  const { maxRetryCount = 0 } = options;
  let exception: RetryContext['exception'];
  for (let retryCount = 0; ; retryCount++) {
    try {
      return await call({ retryCount, maxRetryCount, ...(exception === undefined ? {} : { exception }) });
    } catch (error) {
      if (maxRetryCount >= 0 && retryCount >= maxRetryCount) throw error;
      exception = { message: asError(error).message };
      await setTimeout(delayBefore(options, retryCount + 1));
    }
  }
}

function delayBefore(
  { retryStrategy, delayInterval, minimumInterval, maximumInterval }: RetryOptions,
  attempt: number,
): number {
  const milliseconds = (interval: RetryOptions['delayInterval']) => (interval?.seconds ?? 0) * 1000;
  if (retryStrategy?.toLowerCase() !== 'exponentialbackoff') return milliseconds(delayInterval);
  return Math.min(milliseconds(maximumInterval), milliseconds(minimumInterval) * 2 ** (attempt - 1));
}
