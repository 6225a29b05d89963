import type { Seed } from './seed';
import type { Clock } from './shared/clock';
import type { Faults } from './shared/Faults';
import type { RequestLog } from './shared/RequestLog';

/** Azure in this process: a function from Request to Response, with its insides in reach of tests. */
export interface LocalAzure {
  /** Rejects with a ConnectionReset when a fault breaks the connection. */
  fetch(request: Request): Promise<Response>;
  readonly seed: Seed;
  readonly identityHeader: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  reset(): void;
}
