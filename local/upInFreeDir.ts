import type { Stack, StackOptions } from './Stack';
import { StateDirInUse } from './stateDir';
import { up } from './up';

/** Starts the stack in the first of the folders that no other stack is using. */
export const upInFreeDir = async (dirs: Iterable<string>, options: Omit<StackOptions, 'stateDir'>): Promise<Stack> => {
  let inUse: unknown = new Error('There is no folder for the local stack.');
  for (const stateDir of dirs) {
    try {
      return await up({ ...options, stateDir });
    } catch (error) {
      if (!(error instanceof StateDirInUse)) throw error;
      inUse = error;
    }
  }
  throw inUse;
};
