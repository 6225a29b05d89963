import { format } from 'node:util';
import type { Log } from '../log';

const category = 'Host.Function.Console';

/** What the app writes to the console goes to the host's log, all of it as information, as on the real host. */
export function captureConsole(log: Log): void {
  const write = (...args: unknown[]) => log('information', category, format(...args));
  Object.assign(console, { log: write, info: write, debug: write, warn: write, error: write, trace: write });
}
