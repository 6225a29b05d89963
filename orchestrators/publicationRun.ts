import type { DurableOrchestrationContext, Task } from 'durable-functions';
import type { Activities } from '../activities';
import { customStatus } from '../domain/customStatus';
import { faultMessage } from '../domain/faultMessage';
import type { Json } from '../domain/json';
import { again, type Outcome, type PublicationError } from '../domain/outcome';
import {
  combined,
  type Publication,
  type PublicationState,
  type PublicationStep,
  type ResourceStatus,
} from '../domain/publication';
import type { PublishInput, Waiting } from '../domain/publishInput';
import { patiently, type Step, type StepsOf, stepsOf } from './steps';

/** Azure or the plan said no: the publication ends with these errors. */
export class Refused extends Error {
  constructor(readonly errors: readonly PublicationError[]) {
    super('The publication was refused.');
  }
}

/** The user asked to cancel. */
export class Cancelled extends Error {}

/** The index belongs to another execution now; this one ends without a word. */
export class Superseded extends Error {}

/**
 * Azure Storage delays a timer by whole seconds, cut off, so that a timer of one second, set some milliseconds late, fires
 * at once (facts: functions-host-measured, G). With this added it is at least the seconds that are meant.
 */
const roundingMs = 900;

const faultPatienceSeconds = 2400;

/** One reason to ask again, each with a patience of its own. */
type Trouble = { readonly since: string; readonly rounds: number };

type StartedVersion = ResourceStatus & Pick<Waiting, 'operation' | 'retryAfterSeconds'>;

type Change = Partial<Omit<Publication, 'id' | 'attempt' | 'request' | 'createdAt' | 'updatedAt'>>;

/** One execution of the process: the publication as far as it got, and what every step of it needs. */
export class PublicationRun {
  /** Ask them through `settle`, which sees to faults. */
  readonly steps: StepsOf<Activities>;
  readonly #index: StepsOf<Activities>;
  readonly request: PublishInput['publication']['request'];
  /** Goes on in a later generation: the version was started in an earlier one. */
  readonly resumed: boolean;
  waiting: Waiting;
  #pauses = 0;
  #publication: Publication;
  readonly owner: string;

  constructor(private readonly df: DurableOrchestrationContext) {
    const input = df.getInput<PublishInput>();
    this.steps = stepsOf<Activities>(df);
    this.#index = stepsOf<Activities>(df, patiently());
    this.request = input.publication.request;
    this.resumed = input.waiting !== undefined;
    this.waiting = input.waiting ?? { since: this.now.toISOString(), repeatedPuts: 0 };
    this.owner = input.owner ?? df.newGuid(input.publication.id);
    this.#publication = input.publication;
  }

  get publication(): Publication {
    return this.#publication;
  }

  get now(): Date {
    return this.df.currentUtcDateTime;
  }

  /** Seconds since a moment that the publication carries. */
  secondsSince(moment: string): number {
    return (this.now.getTime() - Date.parse(moment)) / 1000;
  }

  /** Changes what the user sees at once. */
  show(change: Change): void {
    this.#publication = { ...this.#publication, ...change, updatedAt: this.now.toISOString() };
    this.df.setCustomStatus(customStatus(this.#publication));
  }

  get claim() {
    return { publicationId: this.#publication.id, attempt: this.#publication.attempt, owner: this.owner };
  }

  /** What a step that may create a resource is told. */
  get ensuring() {
    return { request: this.request, publicationId: this.#publication.id };
  }

  /** Takes note of a resource that is there now. What this publication created stays its creation. */
  ensured({ id, created }: ResourceStatus): void {
    const others = this.#publication.resources.filter(resource => resource.id !== id);
    const before = this.#publication.resources.some(resource => resource.id === id && resource.created);
    this.show({ resources: [...others, { id, created: created || before }] });
  }

  /** Takes note of the image version and of how its replication can be followed. */
  started(version: StartedVersion, repeatedPuts = 0): void {
    const { operation, retryAfterSeconds } = version;
    this.ensured(version);
    const since = repeatedPuts === 0 ? this.now.toISOString() : this.waiting.since;
    this.waiting = { since, operation, retryAfterSeconds, repeatedPuts };
  }

  /** Begins a step: shows it, writes it to the index, and stops here when somebody cancelled. */
  *enter(step: PublicationStep): Generator<Task, void, unknown> {
    this.show({ step });
    yield* this.record();
  }

  /** Writes the index and reads the steering that was written there; an event only wakes, it can be lost. */
  *record(): Generator<Task, void, unknown> {
    const { cancelRequested, superseded } = yield* this.#index.recordPublication({
      publication: this.#publication,
      owner: this.owner,
    });
    if (superseded) throw new Superseded();
    if (!cancelRequested || this.#publication.state === 'cancelling') return;
    this.show({ state: 'cancelling' });
    throw new Cancelled();
  }

  /**
   * Asks until the step is done; waits with timers, so that no worker does. A fault is asked again, too, later and later.
   * What holds it up shows among the warnings for as long as it does. Throws Refused.
   */
  *settle<T extends Json>(ask: () => Step<Outcome<T>>): Generator<Task, T, unknown> {
    const { warnings } = this.#publication;
    const troubles = new Map<string, Trouble>();
    for (;;) {
      const outcome = yield* this.#ask(ask, troubles.get('fault')?.rounds ?? 0);
      if (outcome.kind !== 'again' && warnings !== this.#publication.warnings) this.show({ warnings });
      if (outcome.kind === 'done') return outcome.value;
      if (outcome.kind === 'refused') throw new Refused(outcome.errors);
      const { code, message } = outcome.error;
      const { since, rounds } = troubles.get(code) ?? { since: this.now.toISOString(), rounds: 0 };
      troubles.set(code, { since, rounds: rounds + 1 });
      if (this.secondsSince(since) >= outcome.patienceSeconds) {
        this.show({ warnings });
        throw new Refused([outcome.error]);
      }
      if (rounds > 0) this.show({ warnings: [...warnings, `Waiting: ${message}`] });
      yield* this.pause(Math.max(outcome.afterSeconds, Math.min(rounds + 1, 60)));
    }
  }

  /** Faults are worth another try: of Azure, of storage, of the way to them. */
  *#ask<T extends Json>(ask: () => Step<Outcome<T>>, rounds: number): Generator<Task, Outcome<T>, unknown> {
    try {
      return yield* ask();
    } catch (error) {
      const { step } = this.#publication;
      const message = `The step ${step} failed again and again: ${faultMessage(error)} What was done stays; deliver the request again to go on from there.`;
      return again(Math.min(300, 5 * 2 ** rounds), faultPatienceSeconds, { code: 'fault', message });
    }
  }

  /** Each pause leaves some ten events in the history, which every replay reads again. */
  get hasLongHistory(): boolean {
    return this.#pauses >= 50;
  }

  /**
   * A durable wait that a cancellation ends early. What is known is written down before: an event that came while an
   * activity ran was taken by the wait of an earlier pause, so that only the index tells of it.
   */
  *pause(seconds: number): Generator<Task, void, unknown> {
    this.#pauses++;
    yield* this.record();
    const timer = this.df.createTimer(new Date(this.now.getTime() + seconds * 1000 + roundingMs));
    const wake = this.df.waitForExternalEvent('wake');
    const first: unknown = yield this.df.Task.any([timer, wake]);
    if (first === timer) return;
    // An open timer would keep the instance Running after its end.
    if (!timer.isCompleted) timer.cancel();
    yield* this.record();
  }

  /** Starts the next generation with an empty history; the caller must return at once. */
  continueLater(): void {
    this.df.continueAsNew({ publication: this.#publication, owner: this.owner, waiting: this.waiting });
  }

  /** Ends the publication: the last word in the custom status, the index and the output. */
  *end(state: PublicationState, errors: readonly PublicationError[] = []): Generator<Task, Publication, unknown> {
    const step = state === 'published' ? 'done' : this.#publication.step;
    this.show({ state, step, error: combined(errors), endedAt: this.now.toISOString() });
    try {
      yield* this.#index.recordPublication({ publication: this.#publication, owner: this.owner });
    } catch {
      // The custom status and the output hold the last word, and mendPublications writes it to the index later.
    }
    return this.#publication;
  }
}
