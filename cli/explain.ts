import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StackError } from '../local/StackError';

/** What went wrong in the local stack: the reason, the end of the log that tells more, and where the logs are. */
export const explain = async (error: unknown): Promise<string> => {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof StackError ? `${message}\n${await tailOf(error.logFile)}` : `${message}\n`;
};

/** What our own looking at a publication leaves in the log of the host. */
const ourOwn = 'Function.getPublication: Execut';

/** The last lines of a log, and where it is. */
export const tailOf = async (logFile: string, count = 20): Promise<string> => {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const lines = text
    .trimEnd()
    .split('\n')
    .filter(line => !line.includes(ourOwn))
    .slice(-count);
  return [`The last lines of ${logFile}:`, ...lines.map(line => `  ${line}`), `All logs: ${dirname(logFile)}`, ''].join(
    '\n',
  );
};
