import type { Log } from '../log';
import { asError } from './asError';

const category = 'Host.Function.Console';

/**
 * An error that nobody in the app caught kills the real worker, which is then started again. Here app and host
 * share a process: the error is logged, and the host goes on.
 */
export function guardProcess(log: Log): void {
  const tell = (kind: string) => (thrown: unknown) => {
    const { stack, message } = asError(thrown);
    log(
      'error',
      category,
      `Worker ${kind} (on Azure this restarts the worker and fails every call in flight): ${stack ?? message}`,
    );
  };
  process.on('uncaughtException', tell('uncaught exception'));
  process.on('unhandledRejection', tell('unhandled rejection'));
}
