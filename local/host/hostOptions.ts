export interface HostOptions {
  /** The folder of the app: its package.json, host.json, local.settings.json. */
  readonly app: string;
  /** Left out: 7071, or a free one when that is taken. */
  readonly port?: number;
  /** Ask for keys, as the deployed host does. */
  readonly auth?: boolean;
  /** Where orchestrations, keys and schedules are kept; default `.local` in the app's folder. */
  readonly state?: string;
  /** Durable timers run this many times faster; default 1. */
  readonly timeFactor?: number;
  readonly verbose?: boolean;
  /** Takes the lines of the log; default stderr. */
  readonly write?: (line: string) => void;
  readonly env?: Readonly<Record<string, string | undefined>>;
}
