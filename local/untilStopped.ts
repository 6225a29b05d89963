import { parentGone } from './parentGone';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process is asked to stop, or when the process that started it is gone. Call it first thing, so
 * that a signal during the start is not lost. Later signals change nothing: through npm, Ctrl-C comes twice.
 */
export const untilStopped = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of signals) process.on(signal, () => resolve());
    void parentGone().then(resolve);
  });
