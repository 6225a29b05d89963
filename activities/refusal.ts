import type { Json } from '../domain/json';
import { again, type Outcome, type PublicationError, refused } from '../domain/outcome';

/** Azure's final no: asking again would not help. */
export class AzureRefusal extends Error {
  override readonly name = 'AzureRefusal';
  constructor(
    readonly error: PublicationError,
    options?: ErrorOptions,
  ) {
    super(error.message, options);
  }
}

/** Azure asks to come back later (429, or 503 with Retry-After). */
export class Throttled extends Error {
  override readonly name = 'Throttled';
  constructor(
    readonly retryAfterSeconds: number,
    options?: ErrorOptions,
  ) {
    super(`Azure asked to wait ${retryAfterSeconds} seconds.`, options);
  }
}

const throttledPatienceSeconds = 4 * 3600;

/** Runs one step: refusals and throttling become values, for the orchestrator waits with timers, not a worker; faults pass. */
export const answered = async <T extends Json>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AzureRefusal) return refused(error.error);
    if (error instanceof Throttled) {
      const message = `Azure throttled this subscription for ${throttledPatienceSeconds / 3600} hours. Deliver the request again later.`;
      return again(error.retryAfterSeconds, throttledPatienceSeconds, { code: 'throttled', message });
    }
    throw error;
  }
};

/** Azure gave up on a resource that it had begun to create; a PUT more may help, many will not. */
export const gaveUp = (resourceId: string) =>
  again(10, 60, {
    code: 'azure-gave-up',
    message: `Azure accepted ${resourceId}, and then failed to create it, again and again. The activity log of its resource group in Azure says why.`,
    resourceId,
  });

/** Azure accepted the change of a resource and works on it. */
export const notReady = (resourceId: string) =>
  again(1, 1800, {
    code: 'azure-not-ready',
    message: `Azure did not finish its work on ${resourceId} within 30 minutes. Look at the resource in Azure, then deliver the request again.`,
    resourceId,
  });
