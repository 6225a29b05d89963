import type { Json } from '../json';
import type { Action, Call, RetryOptions } from './actions';
import type { Decision } from './decision';
import { isLongTimer, nextPart, retryDelay } from './delays';
import { type EventRaised, EventType, type HistoryEvent } from './events';
import { EventWaits } from './eventWaits';
import { disagreement, type ScheduledEvent } from './nonDeterminism';

export interface Known {
  isActivity(name: string): boolean;
  isOrchestrator(name: string): boolean;
}

type Settle = (succeeded: boolean) => void;

/**
 * Walks the orchestrator's list of actions against history, as the extension's out-of-process shim does:
 * the next action begins when the one before has settled. So ids are given in the same order by both sides,
 * and what the walk began beyond history is what this episode decides.
 */
export class Shim {
  readonly #decisions = new Map<number, Decision>();
  readonly #open = new Map<number, Settle>();
  readonly #waits = new EventWaits();
  readonly #whileSuspended: HistoryEvent[] = [];
  #position = 0;
  #nextId = 0;
  #now = new Date(0);
  #suspended = false;
  #started = false;
  #failure: string | undefined;
  #continuedAsNew: { input: Json } | undefined;

  /** Events that came after continue-as-new took effect: the next generation gets them. */
  readonly carriedEvents: EventRaised[] = [];

  constructor(
    private readonly actions: readonly Action[],
    private readonly known: Known,
  ) {}

  /** Sequence numbers and decisions not yet in history, ascending. */
  get decisions(): [number, Decision][] {
    return [...this.#decisions].sort(([a], [b]) => a - b);
  }

  /** Whether history contradicts the orchestrator, in the extension's words. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get continuedAsNew(): { input: Json } | undefined {
    return this.#continuedAsNew;
  }

  get isSuspended(): boolean {
    return this.#suspended;
  }

  /** Whether every action has settled and nothing that was begun is still open. */
  get isIdle(): boolean {
    return this.#started && this.#position >= this.actions.length && this.#open.size === 0 && !this.#suspended;
  }

  takeId(): number {
    return this.#nextId++;
  }

  replay(events: readonly HistoryEvent[]): void {
    for (const event of events) if (this.#failure === undefined) this.#process(event);
  }

  #process(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.OrchestratorStarted:
        if (new Date(event.Timestamp) > this.#now) this.#now = new Date(event.Timestamp);
        return;
      case EventType.ExecutionSuspended:
        this.#suspended = true;
        return;
      case EventType.ExecutionResumed:
        this.#resume();
        return;
      case EventType.TaskScheduled:
      case EventType.TimerCreated:
      case EventType.SubOrchestrationInstanceCreated:
        this.#confirm(event);
        return;
      default:
        if (this.#suspended) this.#whileSuspended.push(event);
        else this.#apply(event);
    }
  }

  #resume(): void {
    this.#suspended = false;
    for (const event of this.#whileSuspended.splice(0)) this.#apply(event);
  }

  #apply(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.ExecutionStarted:
        this.#started = true;
        this.#advance();
        return;
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        this.#settle(event.TaskScheduledId, true);
        return;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        this.#settle(event.TaskScheduledId, false);
        return;
      case EventType.TimerFired:
        this.#settle(event.TimerId, true);
        return;
      case EventType.EventRaised:
        if (this.#continuedAsNew !== undefined) this.carriedEvents.push(event);
        else this.#waits.raise(event.Name);
        return;
    }
  }

  #confirm(event: ScheduledEvent): void {
    const failure = disagreement(event, this.#decisions.get(event.EventId));
    if (failure === undefined) this.#decisions.delete(event.EventId);
    else this.#failure = failure;
  }

  #settle(id: number, succeeded: boolean): void {
    const settle = this.#open.get(id);
    this.#open.delete(id);
    settle?.(succeeded);
  }

  #advance(): void {
    while (this.#position < this.actions.length && this.#continuedAsNew === undefined) {
      const action = this.actions[this.#position];
      if (action === undefined) return;
      let settled = false;
      let returned = false;
      this.#begin(action, () => {
        settled = true;
        this.#position++;
        if (returned) this.#advance();
      });
      returned = true;
      if (!settled) return;
    }
    if (this.#continuedAsNew !== undefined) this.#position = this.actions.length;
  }

  #begin(action: Action, settle: Settle): void {
    switch (action.kind) {
      case 'activity':
      case 'subOrchestration':
        this.#call(action, 1, settle);
        return;
      case 'timer':
        this.#timer(action.fireAt, action.isCanceled, settle);
        return;
      case 'event':
        this.#waits.wait(action.name, () => settle(true));
        return;
      case 'continueAsNew':
        this.#continuedAsNew = { input: action.input };
        settle(true);
        return;
      case 'any':
      case 'all':
        this.#compound(action.actions, action.kind, settle);
        return;
    }
  }

  /** An unknown name takes no id and never settles: the real host hangs there. */
  #call(action: Call, attempt: number, settle: Settle): void {
    const isActivity = action.kind === 'activity';
    if (!(isActivity ? this.known.isActivity(action.name) : this.known.isOrchestrator(action.name))) return;
    const { name, input } = action;
    const own = action.kind === 'subOrchestration' && action.instanceId ? { instanceId: action.instanceId } : {};
    const decision: Decision = isActivity
      ? { kind: 'task', name, input }
      : { kind: 'subOrchestration', name, input, ...own };
    this.#decide(decision, succeeded => {
      if (succeeded || action.retry === undefined) settle(succeeded);
      else this.#retry(action, action.retry, attempt, settle);
    });
  }

  /** After the last attempt there is one more timer, due at once: both sides count it. */
  #retry(action: Call, retry: RetryOptions, attempt: number, settle: Settle): void {
    const isLast = attempt >= retry.maxNumberOfAttempts;
    const delay = isLast ? 0 : retryDelay(retry, attempt);
    const fireAt = new Date(this.#now.getTime() + delay);
    this.#decide({ kind: 'timer', fireAt, isCanceled: false }, () => {
      if (isLast) settle(false);
      else this.#call(action, attempt + 1, settle);
    });
  }

  /** A cancelled timer takes its number and is settled: nothing waits for it. */
  #timer(fireAt: Date, isCanceled: boolean, settle: Settle): void {
    const isLong = isLongTimer(this.#now, fireAt);
    this.#decide({ kind: 'timer', fireAt: isLong ? nextPart(this.#now, fireAt) : fireAt, isCanceled }, () => {
      if (isLong && !isCanceled) this.#restOfTimer(fireAt, settle);
      else settle(true);
    });
    if (isCanceled) this.#settle(this.#nextId - 1, true);
  }

  #restOfTimer(fireAt: Date, settle: Settle): void {
    if (this.#now >= fireAt) settle(true);
    else {
      const next = nextPart(this.#now, fireAt);
      this.#decide({ kind: 'timer', fireAt: next, isCanceled: false }, () => this.#restOfTimer(fireAt, settle));
    }
  }

  #compound(actions: readonly Action[], kind: 'any' | 'all', settle: Settle): void {
    let left = kind === 'any' ? Math.min(1, actions.length) : actions.length;
    if (left === 0) {
      settle(true);
      return;
    }
    for (const action of actions) {
      this.#begin(action, () => {
        left--;
        if (left === 0) settle(true);
      });
    }
  }

  #decide(decision: Decision, settle: Settle): void {
    const id = this.#nextId++;
    this.#decisions.set(id, decision);
    this.#open.set(id, settle);
  }
}
