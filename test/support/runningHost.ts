import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot, type StartedCommand, startCommand } from './startCommand';

export const foreignApp = join(packageRoot, 'test', 'support', 'foreign-app');

interface HostStart {
  readonly app?: string;
  readonly state?: string;
  readonly storage?: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

interface InstanceStatus {
  readonly instanceId: string;
  readonly runtimeStatus: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly customStatus: unknown;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'vernissage-host-'));

/** Starts the local host as a process of its own, without waiting until it is ready. */
export const hostCommand = ({
  app = foreignApp,
  state = newFolder(),
  storage = '',
  args = [],
  env = {},
}: HostStart): StartedCommand =>
  startCommand(
    process.execPath,
    ['dist/vernissage.js', 'host', '--json', '--port', '0', '--app', app, '--state', state, ...args],
    {
      AzureWebJobsStorage: storage,
      ...env,
    },
  );

/** The local host in a process of its own, seen from outside. */
export class RunningHost {
  private constructor(
    private readonly command: StartedCommand,
    readonly url: string,
    readonly functions: readonly string[],
    readonly state: string,
  ) {}

  static async start(options: HostStart = {}): Promise<RunningHost> {
    const state = options.state ?? newFolder();
    const command = hostCommand({ ...options, state });
    const { url, functions }: { url: string; functions: string[] } = JSON.parse(await command.line());
    return new RunningHost(command, url, functions, state);
  }

  get pid(): number {
    return this.command.pid;
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, init);
  }

  manage(path: string, init: RequestInit = {}): Promise<Response> {
    return this.fetch(`/runtime/webhooks/durabletask/${path}`, init);
  }

  /** Starts an orchestration through the app and gives its id. */
  async orchestrate(name: string, input?: unknown, id = ''): Promise<string> {
    const body = input === undefined ? '' : JSON.stringify(input);
    const response = await this.fetch(`/api/start/${name}/${id}`, { method: 'POST', body });
    const started: { id: string } = JSON.parse(await response.text());
    return started.id;
  }

  async raise(id: string, event: string, data: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.manage(`instances/${id}/raiseEvent/${event}`, { method: 'POST', headers, body: JSON.stringify(data) });
  }

  async status(id: string): Promise<InstanceStatus | undefined> {
    const response = await this.manage(`instances/${id}`);
    return response.status === 404 ? undefined : JSON.parse(await response.text());
  }

  /** Waits until an instance is in one of the states. */
  async until(id: string, ...states: string[]): Promise<InstanceStatus> {
    return until(`${id} is ${states.join(' or ')}`, async () => {
      const status = await this.status(id);
      return status && states.includes(status.runtimeStatus) ? status : undefined;
    });
  }

  ended(id: string): Promise<InstanceStatus> {
    return this.until(id, 'Completed', 'Failed', 'Terminated');
  }

  /** Ends the host the hard way: it gets no chance to write anything. */
  async kill(): Promise<void> {
    this.command.child.kill('SIGKILL');
    await this.command.ended;
  }

  /** Asks the host to end; gives its exit code and its log. */
  async stop(): Promise<{ code: number | null; stderr: string }> {
    this.command.child.kill('SIGTERM');
    return this.command.ended;
  }
}

/** Looks until there is something; fails after a while, saying what was awaited. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, within = 30_000): Promise<T> {
  for (const end = Date.now() + within; ; ) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Not within ${within} ms: ${what}`);
    await delay(25);
  }
}
