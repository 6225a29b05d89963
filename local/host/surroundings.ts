import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cleanup } from './cleanup';
import { type HostConfig, readHostJson } from './hostJson';
import type { HostOptions } from './hostOptions';
import { readSettings, type Settings } from './localSettings';
import { lockState } from './lock';
import { createLog, type Log } from './log';

/** Where the app is, and where its state is kept, for this host alone. */
export interface Place {
  readonly app: string;
  readonly state: string;
}

export function claimPlace(options: HostOptions, cleanup: Cleanup): Place {
  const app = resolve(options.app);
  const state = resolve(options.state ?? join(app, '.local'));
  // Inputs and outputs of orchestrations are nobody else's business.
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const lock = lockState(state);
  cleanup.add(() => lock.release());
  return { app, state };
}

export interface Surroundings {
  readonly settings: Settings;
  readonly config: HostConfig;
  readonly log: Log;
}

/** Everything that files and environment say. */
export function readSurroundings(options: HostOptions, app: string, port: number): Surroundings {
  const settings = readSettings(app, options.env ?? process.env, port);
  const config = readHostJson(app, settings);
  const { verbose = false, write = console.error } = options;
  return { settings, config, log: createLog({ logLevel: config.logLevel, verbose, write }) };
}
