import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Holds the state folder for this process: an exclusive transaction on a small database, which the system lets go
 * when the process ends, however it ends.
 */
export function lockState(directory: string): { release(): void } {
  const db = new DatabaseSync(join(directory, 'lock.db'));
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new Error(
      `Another local host is running on ${directory}. Stop it, or give this one another folder with --state.`,
      { cause: error },
    );
  }
  return { release: () => db.close() };
}
