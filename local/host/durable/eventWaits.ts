/**
 * Who waits for which external event. Events that nobody waits for are kept in order; of several waits for one name
 * the latest is served first, as in durable-functions. Names ignore case.
 */
export class EventWaits {
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #kept = new Map<string, number>();

  wait(name: string, arrived: () => void): void {
    const key = name.toLowerCase();
    const kept = this.#kept.get(key) ?? 0;
    if (kept > 0) {
      this.#kept.set(key, kept - 1);
      arrived();
      return;
    }
    this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), arrived]);
  }

  raise(name: string): void {
    const key = name.toLowerCase();
    const arrived = this.#waiting.get(key)?.pop();
    if (arrived) arrived();
    else this.#kept.set(key, (this.#kept.get(key) ?? 0) + 1);
  }
}
