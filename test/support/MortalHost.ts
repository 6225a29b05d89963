import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PublicationsApi, publicationsApi } from './publicationsApi';
import { hostCommand } from './runningHost';
import { packageRoot, type StartedCommand } from './startCommand';

/** When the host is to end itself, or a function is to fail: before or after the work of a function. */
export interface Order {
  readonly function: string;
  readonly when: 'before' | 'after';
  /** What the input has to hold; any input does when it is left out. */
  readonly input?: string;
  readonly how?: 'kill' | 'fail';
}

interface MortalHostOptions {
  /** Where the app, its state and the log of the host are. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** More options of the command. */
  readonly args: readonly string[];
}

/** The local host with our app, which can be killed, at the very instant that is wanted, and go on with the same state. */
export class MortalHost {
  #command: StartedCommand | undefined;
  #url = '';

  private constructor(private readonly options: MortalHostOptions) {}

  static async start(options: MortalHostOptions): Promise<MortalHost> {
    const { dir } = options;
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await copyFile(join(packageRoot, 'host.json'), join(dir, 'host.json'));
    await copyFile(join(__dirname, 'mortalApp.cjs'), join(dir, 'mortalApp.cjs'));
    await writeFile(join(dir, 'package.json'), JSON.stringify({ main: 'mortalApp.cjs' }));
    const host = new MortalHost(options);
    await host.live();
    return host;
  }

  /** Where it is, which is another place after each start. */
  get url(): string {
    return this.#url;
  }

  get api(): PublicationsApi {
    return publicationsApi(this.url);
  }

  /** Starts the host again when it is dead. */
  async live(): Promise<void> {
    if (this.#command?.child.exitCode === null && this.#command.child.signalCode === null) return;
    const { dir, env, args } = this.options;
    const built = { ORDER_FILE: this.#orderFile, BUILT_APP: join(packageRoot, 'dist', 'main.js') };
    this.#command = hostCommand({ app: dir, state: join(dir, 'state'), args, env: { ...env, ...built } });
    this.#command.child.stderr?.pipe(createWriteStream(join(dir, 'host.log'), { flags: 'a' }));
    const { url }: { url: string } = JSON.parse(await this.#command.line());
    this.#url = url;
  }

  /** Gives an order, which is carried out once; it takes the place of one that was never carried out. */
  async order(order: Order): Promise<void> {
    await writeFile(`${this.#orderFile}.new`, JSON.stringify(order));
    await rename(`${this.#orderFile}.new`, this.#orderFile);
  }

  /** Waits until the host has died of an order. */
  async death(withinMs = 20_000): Promise<void> {
    const { child } = this.#running;
    if (child.signalCode !== null) return;
    await once(child, 'exit', { signal: AbortSignal.timeout(withinMs) });
  }

  async kill(): Promise<void> {
    const { child, ended } = this.#running;
    child.kill('SIGKILL');
    await ended;
  }

  get #running(): StartedCommand {
    if (!this.#command) throw new Error('The host was never started.');
    return this.#command;
  }

  get #orderFile(): string {
    return join(this.options.dir, 'order.json');
  }
}
