import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const packageRoot = join(__dirname, '..', '..');

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly pid: number;
  /** The next line of stdout; fails with what stderr says when the command ends before. */
  line(): Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
}

/** Starts a command in the package, with its output at hand. */
export const startCommand = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): StartedCommand => {
  const child = spawn(command, args, {
    cwd: packageRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  const unread: string[] = [];
  const lines = createInterface({ input: child.stdout }).on('line', text => unread.push(text));
  const line = async (): Promise<string> => {
    while (unread.length === 0) {
      const end = ended.then(({ code, stderr }) =>
        Promise.reject(new Error(`${command} ended with ${code}: ${stderr}`)),
      );
      await Promise.race([once(lines, 'line'), end]);
    }
    return unread.shift() ?? '';
  };
  return { child, pid: child.pid ?? 0, line, ended };
};
