import { isRestError, type RestError } from '@azure/core-rest-pipeline';
import { AzureRefusal, Throttled } from '../activities/refusal';

/** Asks Azure about one resource. Throws AzureRefusal for a final no, Throttled for a later, any other error for a fault. */
export const ask = async <T>(resourceId: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw translated(error, resourceId);
  }
};

/** The same for reading: undefined when the resource, or what it stands in, is not there. */
export const lookUp = <T>(resourceId: string, call: () => Promise<T>): Promise<T | undefined> =>
  ask(resourceId, async () => {
    try {
      return await call();
    } catch (error) {
      if (isRestError(error) && error.statusCode === 404 && error.code !== 'SubscriptionNotFound') return undefined;
      throw error;
    }
  });

/** Conflicts that pass by themselves: two writers at once, a parent still at work (facts: arm, 3.1). */
const passing = new Set([
  'Conflict',
  'ConflictingConcurrentWriteNotAllowed',
  'AnotherOperationInProgress',
  'RetryableError',
]);
/** A parent that was just created can be invisible for a moment. */
const notYet = new Set(['ResourceGroupNotFound', 'ParentResourceNotFound', 'ResourceNotFound', 'NotFound']);

const translated = (error: unknown, resourceId: string): Error => {
  if (!isRestError(error)) return asError(error);
  const status = error.statusCode ?? 0;
  const code = error.code ?? `HTTP ${status}`;
  const retryAfterSeconds = retryAfter(error);
  if (status === 429 || (status === 503 && retryAfterSeconds))
    return new Throttled(retryAfterSeconds ?? 30, { cause: error });
  // Galleries are named uniquely within a subscription; the code is that of conflicts that pass.
  const taken = /is not unique within the subscription/.test(error.message);
  const fault = status < 400 || status === 401 || status === 408 || status >= 500;
  if (fault || (status === 409 && passing.has(code) && !taken) || (status === 404 && notYet.has(code))) {
    return new Error(`Azure answered ${code} about ${resourceId}: ${messageOf(error)}`, { cause: error });
  }
  const advice = status === 403 ? ' Give the identity of Vernissage the roles that its README names.' : '';
  return new AzureRefusal(
    { code, message: `Azure refused: ${messageOf(error)}${advice}`, resourceId },
    { cause: error },
  );
};

/** Faults of the way to Azure; of a missing identity the SDK tells in twenty lines what it tried. */
const asError = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!/Credential|Authentication/.test(error.name)) return error;
  const [reason] = error.message.split('\n');
  return new Error(
    `Vernissage has no token for Azure: ${reason} Give the app a managed identity, or log in where it runs.`,
    { cause: error },
  );
};

const retryAfter = ({ response }: RestError): number | undefined => {
  const seconds = Number(response?.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
};

/** Azure's own sentence; some clients put the whole answer into `message`. */
const messageOf = (error: RestError): string => {
  try {
    const body: unknown = JSON.parse(error.response?.bodyAsText ?? '');
    const inner = member(body, 'error') ?? body;
    const message = member(inner, 'message');
    if (typeof message === 'string') return message;
  } catch {
    // Not JSON: the client's own message has to do.
  }
  return error.message;
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
