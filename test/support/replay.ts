import { InvocationContext } from '@azure/functions';
import type { ActivityHandler } from 'durable-functions';
import type { Json } from '../../domain/json';
import { type Action, actionTypes, engineFor, eventTypes, type Orchestrator, type Turn } from './engine';
import { Generation } from './Generation';

/** Names of the events that arrive while the orchestrator waits for the nth timer, or for the nth call of an activity. */
export type Raise = (during: string, nth: number) => readonly string[];

interface Run<O> {
  /** Running: it returned while a timer of it was still open, for which the real host waits. */
  readonly status: 'Completed' | 'Failed' | 'Running';
  readonly output?: O;
  readonly failure?: string;
  /** Every call, those of further attempts, too. */
  readonly calls: readonly { readonly name: string; readonly input: Json }[];
  readonly customStatuses: readonly Json[];
  /** Seconds that each timer was set to, the cancelled ones, too. */
  readonly timers: readonly number[];
  readonly generations: number;
  /** Events that the engine got at most in one turn. */
  readonly longestHistory: number;
}

type Activities = { readonly [name: string]: ActivityHandler };

/**
 * Runs an orchestrator to its end on the real replay engine of durable-functions: every turn starts at the top with the
 * whole history, as on a host, and has to ask for the same again. Timers fire at once and move the clock.
 *
 * @example const run = await replay(publishImage, { publication: aPublication() }, activitiesThat())
 */
export const replay = <O>(
  orchestrator: Orchestrator<O>,
  input: Json,
  activities: Activities,
  raise: Raise = () => [],
): Promise<Run<O>> => new VirtualHost(engineFor(orchestrator), activities, raise).run(input);

const mostTurns = 20_000;

class VirtualHost<O> {
  #generation = new Generation(null, Date.parse('2026-11-24T09:00:00.000Z'));
  #turns = 0;
  readonly #counts = new Map<string, number>();
  readonly #seen = {
    calls: [] as { name: string; input: Json }[],
    customStatuses: [] as Json[],
    timers: [] as number[],
    generations: 0,
    longestHistory: 0,
  };

  constructor(
    private readonly play: ReturnType<typeof engineFor<O>>,
    private readonly activities: Activities,
    private readonly raise: Raise,
  ) {}

  async run(input: Json): Promise<Run<O>> {
    this.#seen.generations++;
    this.#generation = new Generation(input, this.#generation.now);
    const end = await this.#runGeneration();
    const last = end.actions.at(-1);
    if (last?.actionType === actionTypes.continueAsNew) return this.run(last.input ?? null);
    if (this.#generation.hasOpenTimer()) return { ...this.#seen, status: 'Running' };
    if (end.error !== undefined) return { ...this.#seen, status: 'Failed', failure: end.error };
    return { ...this.#seen, status: 'Completed', output: end.output };
  }

  async #runGeneration(): Promise<Turn<O>> {
    let raisedFor: number | undefined;
    for (;;) {
      const turn = await this.#turn();
      if (turn.isDone || turn.error !== undefined) return turn;
      const { action, id } = this.#generation.pending();
      const names = raisedFor === id ? [] : this.#eventsDuring(action.functionName ?? 'timer');
      raisedFor = id;
      if (names.length === 0) await this.#complete(action, id);
      for (const Name of names) this.#generation.arrive({ EventType: eventTypes.eventRaised, Name, Input: '{}' });
    }
  }

  async #turn(): Promise<Turn<O>> {
    if (++this.#turns > mostTurns) throw new Error(`Not over after ${mostTurns} turns.`);
    const { history, input, now } = this.#generation;
    const turn = await this.play(history, input);
    for (const { fireAt } of this.#generation.ask(turn.actions))
      if (fireAt !== undefined) this.#seen.timers.push((Date.parse(fireAt) - now) / 1000);
    if (turn.customStatus !== undefined && !same(turn.customStatus, this.#seen.customStatuses.at(-1)))
      this.#seen.customStatuses.push(turn.customStatus);
    this.#seen.longestHistory = Math.max(this.#seen.longestHistory, history.length);
    return turn;
  }

  #eventsDuring(name: string): readonly string[] {
    const nth = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, nth);
    return this.raise(name, nth);
  }

  async #complete(action: Action, id: number): Promise<void> {
    if (action.fireAt === undefined) return this.#call(action, id, 1);
    this.#generation.now = Math.max(this.#generation.now, Date.parse(action.fireAt));
    this.#generation.fire(id);
  }

  /** Calls an activity as often as its policy says: an id goes to the pause after each failure and to each further attempt. */
  async #call(action: Action, id: number, attempt: number): Promise<void> {
    const { functionName: name = '', input = null, retryOptions } = action;
    this.#seen.calls.push({ name, input });
    const activity = this.activities[name];
    if (!activity) throw new Error(`There is no activity "${name}"; on a host the instance would hang.`);
    try {
      const result: unknown = await activity(structuredClone(input), new InvocationContext());
      const Result = JSON.stringify(result ?? null);
      this.#generation.arrive({ EventType: eventTypes.taskCompleted, TaskScheduledId: id, Result });
    } catch (error) {
      this.#generation.arrive({ EventType: eventTypes.taskFailed, TaskScheduledId: id, ...failureOf(name, error) });
      if (!retryOptions) return;
      await this.#turn();
      const pause = this.#generation.takeId();
      this.#generation.now += retryOptions.firstRetryIntervalInMilliseconds;
      this.#generation.fire(pause);
      if (attempt === retryOptions.maxNumberOfAttempts) return;
      await this.#turn();
      await this.#call(action, this.#generation.takeId(), attempt + 1);
    }
  }
}

/** As the Durable extension hands it over (facts: functions-host, 4.3). */
const failureOf = (name: string, error: unknown) => ({
  Reason: `Activity function '${name}' failed:  ${error instanceof Error ? error.message : error}`,
  Details: JSON.stringify({ ClassName: 'System.Exception', StackTraceString: '   at Microsoft.Azure.WebJobs' }),
});

const same = (a: Json, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
