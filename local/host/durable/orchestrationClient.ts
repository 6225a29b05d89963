import { randomUUID } from 'node:crypto';
import { EventType, eventBase, type HistoryEvent, isTerminal, type ParentInstance } from './events';
import type { Instance } from './rows';
import type { Store } from './store';

export const newId = (): string => randomUUID().replaceAll('-', '');

export interface Start {
  readonly name: string;
  readonly instanceId: string;
  readonly input: string | null;
  readonly parent: ParentInstance | null;
  readonly now: Date;
}

/** Writes a new instance down, in place of one with the same id; only inside a transaction. */
export function createInstance(store: Store, { name, instanceId, input, parent, now }: Start): Instance {
  const existing = store.instance(instanceId);
  const executionId = newId();
  const generation = existing === undefined ? 0 : existing.generation + 1;
  const at = now.getTime();
  const instance: Instance = {
    id: instanceId,
    executionId,
    name,
    status: 'Pending',
    input,
    output: null,
    customStatus: null,
    parent,
    generation,
    created: at,
    updated: at,
  };
  store.clear(instanceId);
  store.saveInstance(instance);
  store.send({ instanceId, executionId, due: at, event: executionStarted(instance, now, generation) });
  return instance;
}

export const executionStarted = (instance: Instance, now: Date, generation: number | null): HistoryEvent => ({
  EventType: EventType.ExecutionStarted,
  ...eventBase(now),
  Name: instance.name,
  Version: '',
  Input: instance.input,
  OrchestrationInstance: { InstanceId: instance.id, ExecutionId: instance.executionId },
  ParentInstance: instance.parent,
  Generation: generation,
});

export type Outcome = 'accepted' | 'notFound' | 'over';

/** What clients can do to orchestrations from outside: all of it is messages, or one transaction. */
export class OrchestrationClient {
  constructor(
    private readonly store: Store,
    private readonly anyStateIsOverridable: boolean,
    private readonly wake: () => void,
  ) {}

  get(id: string): Instance | undefined {
    return this.store.instance(id);
  }

  /** Starts an orchestration; answers the status that stands in the way when there is one. */
  start(name: string, instanceId: string, input: string | null): { conflict: string } | { started: Instance } {
    const outcome = this.store.transaction(() => {
      const existing = this.store.instance(instanceId);
      if (existing && !isTerminal(existing.status) && !this.anyStateIsOverridable) return { conflict: existing.status };
      return { started: createInstance(this.store, { name, instanceId, input, parent: null, now: new Date() }) };
    });
    this.wake();
    return outcome;
  }

  raise(id: string, name: string, input: string | null): Outcome {
    return this.#send(id, { EventType: EventType.EventRaised, ...eventBase(new Date()), Name: name, Input: input });
  }

  terminate(id: string, reason: string): Outcome {
    return this.#send(id, { EventType: EventType.ExecutionTerminated, ...eventBase(new Date()), Input: reason });
  }

  suspend(id: string, reason: string): Outcome {
    return this.#send(id, { EventType: EventType.ExecutionSuspended, ...eventBase(new Date()), Reason: reason });
  }

  resume(id: string, reason: string): Outcome {
    return this.#send(id, { EventType: EventType.ExecutionResumed, ...eventBase(new Date()), Reason: reason });
  }

  purge(ids: readonly string[]): void {
    this.store.transaction(() => {
      for (const id of ids) this.store.remove(id);
    });
  }

  /** Takes a failed instance back to before what failed, and lets it try that again. */
  rewind(id: string, reason: string): void {
    const now = new Date();
    this.store.transaction(() => {
      const instance = this.store.instance(id);
      if (instance === undefined) return;
      const rewound = withoutFailures(this.store.history(id));
      this.store.clearHistory(id);
      this.store.appendHistory(id, 0, rewound);
      this.store.saveInstance({ ...instance, status: 'Running', output: null, updated: now.getTime() });
      const event: HistoryEvent = { EventType: EventType.GenericEvent, ...eventBase(now), Data: reason };
      this.store.send({ instanceId: id, executionId: instance.executionId, due: now.getTime(), event });
    });
    this.wake();
  }

  #send(id: string, event: HistoryEvent): Outcome {
    const instance = this.store.instance(id);
    if (instance === undefined) return 'notFound';
    if (isTerminal(instance.status)) return 'over';
    this.store.send({ instanceId: id, executionId: null, due: Date.now(), event });
    this.wake();
    return 'accepted';
  }
}

/** What failed, and the end, become generic events: replay passes over them and schedules the failed tasks anew. */
function withoutFailures(history: readonly HistoryEvent[]): HistoryEvent[] {
  const failed = new Set(history.filter(isFailure).map(event => event.TaskScheduledId));
  return history.map(event => (isUndone(event, failed) ? generic(event) : event));
}

const isFailure = (event: HistoryEvent) =>
  event.EventType === EventType.TaskFailed || event.EventType === EventType.SubOrchestrationInstanceFailed;

function isUndone(event: HistoryEvent, failed: ReadonlySet<number>): boolean {
  if (event.EventType === EventType.ExecutionCompleted || isFailure(event)) return true;
  const isStart =
    event.EventType === EventType.TaskScheduled || event.EventType === EventType.SubOrchestrationInstanceCreated;
  return isStart && failed.has(event.EventId);
}

const generic = ({ Timestamp }: HistoryEvent): HistoryEvent => ({
  EventType: EventType.GenericEvent,
  EventId: -1,
  IsPlayed: false,
  Timestamp,
  Data: null,
});
