import type { Clock } from './clock';

/** Where a resource provider keeps its operations. */
export type OperationCollection = 'capsOperations' | 'DiskOperations' | 'operations';

export interface OperationFailure {
  code: string;
  message: string;
}

/** Something that goes on after its request was answered. */
export interface AsyncOperation {
  id: string;
  /** Undefined for operations that Resource Manager keeps itself. */
  collection?: OperationCollection;
  subscriptionId: string;
  location: string;
  /** The type whose `ended` is told, and the resource it is about. */
  type: string;
  resourceId: string;
  verb: 'create' | 'update' | 'delete';
  startedAt: number;
  endsAt: number;
  error?: OperationFailure;
  /** Azure's Retry-After for as long as it runs; divided by speed when sent. */
  retryAfter?: number;
  ended: boolean;
}

const kept = 10_000;

const abandoned = { code: 'OperationPreempted', message: 'The resource of this operation was deleted.' }; // unconfirmed

/**
 * The operations, by id. Nothing runs in the background: before a request is looked at, `settle` ends
 * what is due by then. So a moved clock needs no waiting, and the same moments give the same states.
 */
export class Operations {
  readonly #operations = new Map<string, AsyncOperation>();
  /** Apart from the ended ones, so that settling stays cheap however many there were. */
  readonly #running = new Set<AsyncOperation>();

  constructor(
    readonly clock: Clock,
    readonly onEnded: (operation: AsyncOperation) => void,
  ) {}

  start(operation: Omit<AsyncOperation, 'startedAt' | 'endsAt' | 'ended'>, lastsMs: number): AsyncOperation {
    const startedAt = this.clock.now();
    const started = { ...operation, startedAt, endsAt: startedAt + lastsMs, ended: false };
    this.#operations.set(operation.id.toLowerCase(), started);
    this.#running.add(started);
    return started;
  }

  get(id: string): AsyncOperation | undefined {
    return this.#operations.get(id.toLowerCase());
  }

  running(resourceId: string): AsyncOperation | undefined {
    const wanted = resourceId.toLowerCase();
    return [...this.#running].find(one => one.resourceId.toLowerCase() === wanted);
  }

  /** Ends everything that is due, in the order in which it became due. */
  settle(): void {
    const now = this.clock.now();
    const due = [...this.#running].filter(one => one.endsAt <= now);
    for (const operation of due.sort((a, b) => a.endsAt - b.endsAt)) {
      operation.ended = true;
      this.#running.delete(operation);
      this.#forgetOldest();
      this.onEnded(operation);
    }
  }

  /** Ends what goes on below a resource that is gone: nothing of it may happen to a later one of the same name. */
  abandonUnder(resourceId: string): void {
    const prefix = `${resourceId.toLowerCase()}/`;
    for (const operation of this.#running) {
      if (!operation.resourceId.toLowerCase().startsWith(prefix)) continue;
      Object.assign(operation, { ended: true, endsAt: this.clock.now(), error: abandoned });
      this.#running.delete(operation);
    }
  }

  /** Ended ones are kept for late readers, but not for ever. */
  #forgetOldest(): void {
    const [oldest] = this.#operations.values();
    if (this.#operations.size > kept && oldest?.ended) this.#operations.delete(oldest.id.toLowerCase());
  }

  clear(): void {
    this.#operations.clear();
    this.#running.clear();
  }
}
