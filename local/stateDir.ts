import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const pidFile = 'stack.pid';

/** Another stack is using the folder. */
export class StateDirInUse extends Error {
  constructor(dir: string, pid: number) {
    super(
      `${dir} belongs to a local stack that is running (process ${pid}). Stop that one, or give this one a folder of its own with --state-dir.`,
    );
  }
}

/** Makes the folder ours until `release`; refuses when a living process has it. */
export const claimStateDir = async (dir: string): Promise<{ release(): Promise<void> }> => {
  await mkdir(dir, { recursive: true });
  const file = join(dir, pidFile);
  if (!(await claim(file))) {
    const pid = Number(await readFile(file, 'utf8').catch(() => ''));
    if (isAlive(pid)) throw new StateDirInUse(dir, pid);
    await rm(file, { force: true });
    if (!(await claim(file))) throw new StateDirInUse(dir, pid);
  }
  return { release: () => rm(file, { force: true }) };
};

const claim = (file: string): Promise<boolean> =>
  writeFile(file, `${process.pid}\n`, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
