import type { Clock } from './clock';

/** A bucket that fills again by itself; it empties when asked faster than that. */
interface BucketLimit {
  size: number;
  perSecond: number;
}

/** So many requests in each window of so many minutes. */
export interface WindowLimit {
  name: string;
  allowed: number;
  minutes: number;
}

export type Taken = { ok: true; remaining: number } | { ok: false; seconds: number; started: number };

/** Counts who may still ask. Times are divided by speed as every duration is. */
export class Throttle {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #windows = new Map<string, { used: number; startedAt: number }>();

  constructor(readonly clock: Clock) {}

  /** Takes one token of the bucket that `key` names. */
  fromBucket(key: string, { size, perSecond }: BucketLimit): Taken {
    const now = this.clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: size, at: now };
    const refilled = ((now - bucket.at) / this.clock.lasting(1000)) * perSecond;
    const tokens = Math.min(size, bucket.tokens + refilled);
    const enough = tokens >= 1;
    this.#buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
    if (enough) return { ok: true, remaining: Math.floor(tokens - 1) };
    return { ok: false, seconds: (1 - tokens) / perSecond, started: now };
  }

  /** Takes one request of the window that `key` and the limit name. */
  fromWindow(key: string, { name, allowed, minutes }: WindowLimit): Taken {
    const now = this.clock.now();
    const lasts = this.clock.lasting(minutes * 60_000);
    const known = this.#windows.get(`${key} ${name}`);
    const window = known && now < known.startedAt + lasts ? known : { used: 0, startedAt: now };
    this.#windows.set(`${key} ${name}`, window);
    if (window.used < allowed) return { ok: true, remaining: allowed - ++window.used };
    return { ok: false, seconds: this.#azureSeconds(window.startedAt + lasts - now), started: window.startedAt };
  }

  clear(): void {
    this.#buckets.clear();
    this.#windows.clear();
  }

  /** Our milliseconds as seconds of Azure's, which the clock then divides when it sends them. */
  #azureSeconds(ms: number): number {
    return ms / this.clock.lasting(1000);
  }
}
