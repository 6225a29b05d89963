/** Lets so many requests in at once and so many wait; -1 = no limit. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #outstanding = 0;
  #running = 0;

  constructor(
    private readonly maxConcurrent: number,
    private readonly maxOutstanding: number,
  ) {}

  async pass<T>(work: () => Promise<T>, refusal: T): Promise<T> {
    if (this.maxOutstanding >= 0 && this.#outstanding >= this.maxOutstanding) return refusal;
    this.#outstanding++;
    try {
      await this.#turn();
      return await work();
    } finally {
      this.#outstanding--;
      this.#next();
    }
  }

  async #turn(): Promise<void> {
    if (this.maxConcurrent >= 0 && this.#running >= this.maxConcurrent) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
      return;
    }
    this.#running++;
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
