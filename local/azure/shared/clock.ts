/** Time as an object: everything in the local Azure that takes or tells time asks its clock. */
export interface Clock {
  readonly kind: 'real' | 'scaled' | 'manual';
  /** Milliseconds since 1970. */
  now(): number;
  /** How long something lasts here that takes Azure `ms`. */
  lasting(ms: number): number;
  /** The Retry-After to send where Azure sends `seconds`: whole seconds, never below 1. */
  retryAfter(seconds: number): number;
  sleep(ms: number): Promise<void>;
}

/** Runs with the machine's clock; durations are divided by `speed`, moments are not moved. */
export const realClock = (speed = 1): Clock => ({
  kind: speed === 1 ? 'real' : 'scaled',
  now: () => Date.now(),
  lasting: ms => ms / speed,
  retryAfter: seconds => wholeSeconds(seconds / speed),
  sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
});

/** Stands still until a test moves it. */
export class ManualClock implements Clock {
  readonly kind = 'manual';
  #now: number;
  #sleepers: { until: number; wake: () => void }[] = [];

  constructor(startsAt = Date.now()) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  lasting(ms: number): number {
    return ms;
  }

  retryAfter(seconds: number): number {
    return wholeSeconds(seconds);
  }

  sleep(ms: number): Promise<void> {
    return new Promise(wake => {
      this.#sleepers.push({ until: this.#now + ms, wake });
    });
  }

  /** Moves time forward and wakes whoever slept until then. */
  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter(sleeper => sleeper.until <= this.#now);
    this.#sleepers = this.#sleepers.filter(sleeper => sleeper.until > this.#now);
    for (const { wake } of due) wake();
  }
}

const wholeSeconds = (seconds: number): number => Math.max(1, Math.ceil(seconds));
