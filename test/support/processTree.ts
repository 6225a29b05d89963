import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ids of the processes below one, however deep. */
export const descendantsOf = async (root: number): Promise<number[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    processes.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid, ...below(pid)] : []));
  return below(root);
};

/** Waits until no command line mentions the text, such as the folder that only the processes of one stack use. */
export const untilNoneMentions = async (text: string, withinMs = 10_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,args=']);
    const lines = stdout.split('\n').filter(line => line.includes(text));
    if (lines.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still running after ${withinMs} ms:\n${lines.join('\n')}`);
    await delay(100);
  }
};

/** Waits until none of the processes is there any more; fails with those that stay. */
export const untilGone = async (pids: readonly number[], withinMs = 10_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const alive = pids.filter(isAlive);
    if (alive.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still running after ${withinMs} ms: ${alive.join(', ')}`);
    await delay(50);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
