/** Tells a child the process id of who started it: by the time the child looks, a killed parent may be gone already. */
export const parentVariable = 'VERNISSAGE_PARENT';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process is asked to stop, or when the process that started it is gone: npm killed outright says no
 * goodbye. Call it first thing, so that a signal during the start is not lost. Later signals change nothing (Ctrl-C
 * comes twice through npm).
 */
export const untilStopped = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of signals) process.on(signal, () => resolve());
    const parent = Number(process.env[parentVariable] ?? process.ppid);
    delete process.env[parentVariable];
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve();
    }, 500);
    watch.unref();
  });
