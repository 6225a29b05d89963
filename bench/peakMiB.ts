import { readFile } from 'node:fs/promises';
import { rounded } from './statistics';

/** Peak memory of a process so far; undefined where the system does not tell (it is Linux that does). */
export const peakMiB = async (pid: number): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /VmHWM:\s*(\d+) kB/.exec(status) ?? [];
  return kilobytes === undefined ? undefined : rounded(Number(kilobytes) / 1024);
};
