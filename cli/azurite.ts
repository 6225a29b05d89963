import { parentGone } from '../local/parentGone';

/**
 * Runs Azurite in this process, with its own options. It stops on signals by itself; what it lacks is to end when its
 * parent is gone.
 */
export const run = async (argv: string[]): Promise<number> => {
  process.argv = [process.execPath, 'azurite', ...argv];
  const stopped = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  void parentGone().then(() => process.kill(process.pid, 'SIGTERM'));
  require('azurite/dist/src/azurite');
  await stopped;
  return 0;
};
