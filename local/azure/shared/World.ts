import type { Tokens } from '../entra/Tokens';
import type { Clock } from './clock';
import type { Faults } from './Faults';
import type { Operations } from './Operations';
import type { RequestLog } from './RequestLog';
import type { State } from './State';
import type { Throttle } from './Throttle';

/** What every service of the local Azure works on. */
export interface World {
  readonly clock: Clock;
  readonly randomSeed: number;
  readonly identityHeader: string;
  readonly tokens: Tokens;
  readonly operations: Operations;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Replaced as a whole by a reset. */
  state: State;
  reset(): void;
}
