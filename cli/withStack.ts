import { stayOnThisMachine } from '../local/childEnvironment';
import type { Stack, StackOptions } from '../local/Stack';
import { upInFreeDir } from '../local/upInFreeDir';

interface Options extends Omit<StackOptions, 'stateDir'> {
  /** The folder that is used, or the ones that are tried when another stack has it. */
  readonly stateDirs: Iterable<string>;
  readonly signal: AbortSignal;
}

/** Works on a local stack, and stops the stack whatever happens: the work done or failed, the signal, a process that died. */
export const withStack = async <T>(
  { stateDirs, ...options }: Options,
  work: (stack: Stack) => Promise<T>,
): Promise<T> => {
  const { signal } = options;
  stayOnThisMachine();
  const stack = await upInFreeDir(stateDirs, options);
  try {
    return await Promise.race([work(stack), stack.failed.then(error => Promise.reject(error)), untilAborted(signal)]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    await stack.stop();
  }
};

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
