import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, createWriteStream, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from './childEnvironment';
import { packageRoot } from './packageRoot';
import { StackError } from './StackError';

const command = join(packageRoot, 'dist', 'vernissage.js');
const readyWithin = 30_000;
const stopsWithin = 5_000;

export interface ProcessOptions<T> {
  /** What messages call it, as the start of a sentence: "The local host". */
  readonly name: string;
  /** Arguments of the `vernissage` command. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Gets what the process writes, stdout and stderr. */
  readonly logFile: string;
  /** Reads a line of stdout; the first one that gives a value says that the process is ready. */
  ready(line: string): T | undefined;
}

/** A `vernissage` command as a child process. It ends with us, killed or not: see `parentGone`. */
export class LocalProcess {
  /** Resolves with a message when the process ended, asked or not. */
  readonly ended: Promise<StackError>;

  private constructor(
    private readonly child: ChildProcess,
    { name, logFile }: Pick<ProcessOptions<unknown>, 'name' | 'logFile'>,
  ) {
    this.ended = new Promise(resolve => {
      child.once('error', error => resolve(new StackError(`${name} cannot start: ${error.message}.`, logFile)));
      child.once('exit', (code, signal) => {
        const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
        resolve(new StackError(`${name} ${how}.`, logFile));
      });
    });
  }

  static spawn<T>(options: ProcessOptions<T>): { process: LocalProcess; ready: Promise<T> } {
    const log = openSync(options.logFile, 'w');
    // In a group of its own: Ctrl-C in a terminal reaches us alone, and we stop the processes in order.
    const child = spawn(process.execPath, [command, ...options.args], {
      env: childEnvironment(options.env),
      stdio: ['ignore', 'pipe', log],
      detached: true,
      windowsHide: true,
    });
    closeSync(log);
    const local = new LocalProcess(child, options);
    return { process: local, ready: local.#untilReady(options) };
  }

  async #untilReady<T>({ name, logFile, ready }: ProcessOptions<T>): Promise<T> {
    const late = new AbortController();
    try {
      return await Promise.race([
        this.#firstValue(logFile, ready),
        this.ended.then(error => Promise.reject(error)),
        delay(readyWithin, undefined, { signal: late.signal }).then(() => {
          throw new StackError(`${name} was not ready after ${readyWithin / 1000} seconds.`, logFile);
        }),
      ]);
    } finally {
      late.abort();
    }
  }

  #firstValue<T>(logFile: string, ready: (line: string) => T | undefined): Promise<T> {
    const log = createWriteStream(logFile, { flags: 'a' });
    return new Promise((resolve, reject) => {
      if (!this.child.stdout) return;
      const lines = createInterface({ input: this.child.stdout });
      lines.on('close', () => log.end());
      lines.on('line', line => {
        log.write(`${line}\n`);
        try {
          const value = ready(line);
          if (value !== undefined) resolve(value);
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /** Asks the process to end, and kills it when it does not. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const patience = new AbortController();
    const kill = delay(stopsWithin, undefined, { signal: patience.signal }).then(
      () => this.child.kill('SIGKILL'),
      () => false,
    );
    await this.ended;
    patience.abort();
    await kill;
  }
}
