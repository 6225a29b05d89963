interface LoggedRequest {
  n: number;
  at: string;
  service: string;
  method: string;
  path: string;
  operation: string;
  resource: string;
  status: number | 'reset';
  requestId: string;
  caller?: string;
  faults?: string[];
}

const kept = 10_000;

/** What was asked, in order (the last 10,000), and how often each operation was. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  #byOperation = new Map<string, number>();
  #total = 0;
  #tokens = 0;
  #next = 1;

  add(request: Omit<LoggedRequest, 'n'>): void {
    this.#requests.push({ n: this.#next++, ...request });
    if (this.#requests.length > 2 * kept) this.#requests = this.#requests.slice(-kept);
    if (request.service === 'entra') this.#tokens += 1;
    else this.#count(request.operation);
  }

  after(n: number): LoggedRequest[] {
    return this.#requests.slice(-kept).filter(request => request.n > n);
  }

  /** Resource Manager and Graph count; token requests are told apart. */
  get counters() {
    const byOperation = Object.fromEntries([...this.#byOperation].sort(([a], [b]) => a.localeCompare(b)));
    return { total: this.#total, tokens: this.#tokens, byOperation };
  }

  clear(): void {
    this.#requests = [];
    this.#byOperation.clear();
    this.#total = 0;
    this.#tokens = 0;
  }

  #count(operation: string): void {
    this.#total += 1;
    this.#byOperation.set(operation, (this.#byOperation.get(operation) ?? 0) + 1);
  }
}
