import type { Endpoints } from './endpoints';

export interface StackOptions {
  /** Where everything is kept: data, logs, `endpoints.json`. */
  readonly stateDir: string;
  /** Forget what a stack kept there before. */
  readonly fresh?: boolean;
  /** The Functions app to run; ours by default. */
  readonly app?: string;
  /** Port of the local host; 7071 by default, or a free one when that is taken. */
  readonly port?: number;
  /** Take free ports everywhere, even when the usual ones are free. */
  readonly anyPorts?: boolean;
  /** How many times faster than the real Azure the local one is. */
  readonly speed?: number;
  /** Ask for function keys, as the deployed host does. */
  readonly auth?: boolean;
  /** More environment for the app. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

/** A running local stack. */
export interface Stack {
  readonly endpoints: Endpoints;
  readonly functions: readonly string[];
  /** What requests have to carry, when the host asks for keys. */
  readonly functionKey?: string;
  /** Process id of the local host. */
  readonly hostPid: number;
  readonly endpointsFile: string;
  readonly logDir: string;
  /** Resolves with the reason when a part of the stack ends unasked. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}
