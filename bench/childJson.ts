import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs one part of the benchmark in a process of its own and reads the JSON that it prints. */
export const childJson = async <T>(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<T> => {
  const { stdout } = await promisify(execFile)(process.execPath, [__filename, ...args], { env, timeout: 120_000 });
  return JSON.parse(stdout);
};
