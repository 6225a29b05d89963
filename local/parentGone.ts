/**
 * Tells a child the process id of who started it: by the time the child looks, a killed parent may be gone already. The
 * npm scripts set it, too.
 */
export const parentVariable = 'VERNISSAGE_PARENT';

/** Resolves when the process that started this one is gone: npm killed outright says no goodbye. */
export const parentGone = (): Promise<void> =>
  new Promise(resolve => {
    const parent = Number(process.env[parentVariable] ?? process.ppid);
    delete process.env[parentVariable];
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve();
    }, 500);
    watch.unref();
  });
