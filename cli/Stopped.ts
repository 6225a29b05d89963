import { untilStopped } from '../local/untilStopped';

/** The user, or what started us, asked to stop. */
export class Stopped extends Error {
  constructor() {
    super('Stopped.');
  }
}

/** Aborts with `Stopped` on Ctrl-C, on SIGTERM, and when what started us is gone. */
export const abortWhenStopped = (): AbortController => {
  const controller = new AbortController();
  void untilStopped().then(() => controller.abort(new Stopped()));
  return controller;
};
