import type { Json } from '../../domain/json';
import { type Action, actionTypes, eventTypes, type HistoryEvent } from './engine';

/** One generation of an orchestration: its history, and the ids that host and engine both count. */
export class Generation {
  readonly history: HistoryEvent[] = [];
  #seen: readonly Action[] = [];
  #asked: readonly string[] = [];
  #ids: number[] = [];
  #nextId = 0;
  readonly #fired = new Set<number>();

  constructor(
    readonly input: Json,
    public now: number,
  ) {
    this.arrive({ EventType: eventTypes.executionStarted });
  }

  arrive(event: HistoryEvent): void {
    const Timestamp = new Date(this.now);
    this.history.push(
      { EventType: eventTypes.orchestratorStarted, Timestamp },
      { ...event, IsPlayed: false, Timestamp },
    );
  }

  fire(TimerId: number): void {
    this.#fired.add(TimerId);
    this.arrive({ EventType: eventTypes.timerFired, TimerId });
  }

  takeId(): number {
    return this.#nextId++;
  }

  /** Takes note of everything asked for so far, answers what is new; throws when what was asked for before has changed. */
  ask(actions: readonly Action[]): Action[] {
    const asked = actions.map(fingerprint);
    const changed = this.#asked.findIndex((before, n) => before !== asked[n]);
    if (changed >= 0)
      throw new Error(
        `Not deterministic: first it asked for ${this.#asked[changed]}, when played again for ${asked[changed]}.`,
      );
    const fresh = actions.slice(this.#seen.length).flatMap(leaves);
    this.#ids.push(...fresh.map(leaf => (leaf.externalEventName === undefined ? this.takeId() : -1)));
    this.#seen = actions;
    this.#asked = asked;
    return fresh;
  }

  /** The activity or timer that the last action waits for. */
  pending(): { readonly action: Action; readonly id: number } {
    const last = this.#seen.slice(-1).flatMap(leaves);
    const n = last.findIndex(({ externalEventName }) => externalEventName === undefined);
    const action = last[n];
    const id = this.#ids.slice(-last.length)[n];
    if (!action || id === undefined) throw new Error('It waits for nothing that ever comes.');
    return { action, id };
  }

  hasOpenTimer(): boolean {
    const isOpen = (leaf: Action, id: number | undefined) =>
      leaf.actionType === actionTypes.timer && !leaf.isCanceled && id !== undefined && !this.#fired.has(id);
    return this.#seen.flatMap(leaves).some((leaf, n) => isOpen(leaf, this.#ids[n]));
  }
}

const leaves = (action: Action): readonly Action[] => action.compoundActions?.flatMap(leaves) ?? [action];

/** Cancelling is the one change that an orchestrator may make later to what it asked for. */
const fingerprint = (action: Action): string =>
  JSON.stringify(action, (key, value: Json) => (key === 'isCanceled' ? undefined : value));
