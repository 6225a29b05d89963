import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalProcess, type ProcessOptions } from './LocalProcess';

/** The processes of a stack: started one by one, stopped together, the last one first. */
export class Processes {
  readonly #running: LocalProcess[] = [];
  readonly #failed = Promise.withResolvers<Error>();
  #stopping = false;

  constructor(readonly logDir: string) {}

  /** Resolves with the reason when a process ends that nobody stopped. */
  get failed(): Promise<Error> {
    return this.#failed.promise;
  }

  /** Starts a process and waits for what it says when it is ready. */
  async start<T>(options: Omit<ProcessOptions<T>, 'logFile'> & { log: string }): Promise<T> {
    await mkdir(this.logDir, { recursive: true });
    if (this.#stopping) throw new Error(`${options.name} was not started: the local stack is stopping.`);
    const started = LocalProcess.spawn({ ...options, logFile: join(this.logDir, options.log) });
    this.#running.push(started.process);
    void started.process.ended.then(error => this.#stopping || this.#failed.resolve(error));
    return started.ready;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const running of this.#running.splice(0).reverse()) await running.stop();
  }
}
