import type { Invoker } from '../invoker';
import { messageOf } from '../json';
import type { Log } from '../log';
import type { RegisteredFunction } from '../worker/coreModule';
import { runActivity } from './activity';
import { commitEpisode } from './commitEpisode';
import { type Episode, judgeEpisode, terminateEpisode } from './episode';
import { EventType, eventBase, type HistoryEvent, isTerminal } from './events';
import type { Instance, PendingActivity, PendingMessage } from './rows';
import { failed, type OrchestratorResult, runOrchestrator } from './runOrchestrator';
import type { Known } from './shim';
import type { Store } from './store';

interface EngineOptions {
  readonly maxConcurrentActivityFunctions: number;
  readonly maxConcurrentOrchestratorFunctions: number;
  /** Durable timers run this many times faster; 1 is real time. */
  readonly timeFactor: number;
}

interface DurableFunctions {
  readonly activities: ReadonlyMap<string, RegisteredFunction>;
  readonly orchestrators: ReadonlyMap<string, RegisteredFunction>;
}

const longestSleep = 3_600_000;
const pauseAfterFault = 1000;
const category = 'Host.Triggers.DurableTask';

/**
 * Moves orchestrations on: takes what is due from the store, lets the orchestrator decide, writes the step down
 * in one transaction. It remembers nothing itself, so that it can be killed at any instant.
 */
export class Engine {
  readonly #running = new Map<string, Promise<void>>();
  readonly #activities = new Set<Promise<void>>();
  #lastActivity = 0;
  #timer: NodeJS.Timeout | undefined;
  #pumping = false;
  #stopped = false;

  constructor(
    private readonly store: Store,
    private readonly invoker: Invoker,
    private readonly functions: DurableFunctions,
    private readonly options: EngineOptions,
    private readonly log: Log,
  ) {}

  /** Looks for work soon: call it after anything was written to the store. */
  readonly wake = (): void => {
    if (this.#pumping || this.#stopped) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      if (!this.#stopped) this.#pump();
    });
  };

  /** Waits for the steps under way; activities in flight are abandoned and run again after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#running.values());
  }

  #pump(): void {
    // One moment for both: what falls due between two would be neither started nor slept for.
    const now = Date.now();
    this.#startSteps(now);
    this.#startActivities();
    this.#sleepUntilDue(now);
  }

  #startSteps(now: number): void {
    const free = this.options.maxConcurrentOrchestratorFunctions - this.#running.size;
    if (free <= 0) return;
    const ready = this.store.dueInstances(now, free + this.#running.size).filter(id => !this.#running.has(id));
    for (const id of ready.slice(0, free)) this.#running.set(id, this.#run(id));
  }

  async #run(id: string): Promise<void> {
    try {
      await this.#step(id);
    } catch (error) {
      this.log('error', category, `${id}: a step failed and will be tried again: ${messageOf(error)}`);
      await new Promise(resolve => setTimeout(resolve, pauseAfterFault).unref());
    } finally {
      this.#running.delete(id);
      this.wake();
    }
  }

  async #step(id: string): Promise<void> {
    const now = Date.now();
    const messages = this.store.due(id, now);
    const instance = this.store.instance(id);
    const handled = instance && !isTerminal(instance.status) ? inOrder(messages, instance) : [];
    if (instance === undefined || handled.length === 0) {
      this.store.transaction(() => this.store.deleteMessages(messages.map(message => message.seq)));
      return;
    }
    const past = this.store.history(id);
    const fresh = [started(this.#episodeTime(now, [...past, ...handled])), ...handled];
    const episode = await this.#judge(instance, past, fresh);
    if (this.#stopped) return;
    commitEpisode(this.store, { instance, past, episode, messages, timeFactor: this.options.timeFactor });
    this.#logStep(instance, episode);
  }

  async #judge(instance: Instance, past: readonly HistoryEvent[], fresh: readonly HistoryEvent[]): Promise<Episode> {
    const terminated = fresh.find(event => event.EventType === EventType.ExecutionTerminated);
    if (terminated?.EventType === EventType.ExecutionTerminated) {
      return terminateEpisode(fresh, terminated.Input, instance.customStatus, past.length);
    }
    const { name } = instance;
    const result = await this.#orchestrate(instance, past, fresh);
    if (result.error !== undefined) this.log('debug', category, `${instance.id}: ${name} failed: ${result.error}`);
    return judgeEpisode({ name, carriedStatus: instance.customStatus, past, fresh, result, known: this.#known });
  }

  async #orchestrate(
    instance: Instance,
    past: readonly HistoryEvent[],
    fresh: readonly HistoryEvent[],
  ): Promise<OrchestratorResult> {
    const fn = this.functions.orchestrators.get(instance.name.toLowerCase());
    if (fn) return runOrchestrator(this.invoker, fn, instance.id, past, fresh);
    const known = [...this.functions.orchestrators.values()].map(({ metadata }) => `'${metadata.name}'`).join(', ');
    const error = `The function '${instance.name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: ${known}`;
    return failed(error);
  }

  get #known(): Known {
    return {
      isActivity: name => this.#isRegistered('activity', this.functions.activities, name),
      isOrchestrator: name => this.#isRegistered('orchestrator', this.functions.orchestrators, name),
    };
  }

  #isRegistered(kind: string, functions: ReadonlyMap<string, unknown>, name: string): boolean {
    if (functions.has(name.toLowerCase())) return true;
    const message = `The function '${name}' doesn't exist, is disabled, or is not an ${kind} function. The orchestration that calls it stays Running, as on the real host.`;
    this.log('error', category, message);
    return false;
  }

  /** With a time factor, timers fire early by the wall clock: the orchestrator's clock then jumps to their time. */
  #episodeTime(now: number, events: readonly HistoryEvent[]): Date {
    if (this.options.timeFactor === 1) return new Date(now);
    return new Date(events.reduce((latest, event) => Math.max(latest, timeOf(event)), now));
  }

  #startActivities(): void {
    const free = this.options.maxConcurrentActivityFunctions - this.#activities.size;
    if (free <= 0) return;
    for (const task of this.store.activitiesAfter(this.#lastActivity, free)) {
      this.#lastActivity = task.seq;
      const running = this.#runActivity(task).finally(() => {
        this.#activities.delete(running);
        this.wake();
      });
      this.#activities.add(running);
    }
  }

  async #runActivity(task: PendingActivity): Promise<void> {
    const fn = this.functions.activities.get(task.name.toLowerCase());
    if (fn === undefined) return;
    const result = await runActivity(this.invoker, fn, task);
    if (this.#stopped) return;
    const base = { ...eventBase(new Date()), TaskScheduledId: task.taskId };
    const event: HistoryEvent = result.succeeded
      ? { EventType: EventType.TaskCompleted, ...base, Result: result.result }
      : { EventType: EventType.TaskFailed, ...base, Reason: result.reason, Details: result.details };
    if (!result.succeeded) this.log('error', `Function.${task.name}`, result.reason);
    this.store.transaction(() => this.#deliver(task, event));
  }

  /** A result for an execution that is over, or was replaced, is dropped. */
  #deliver(task: PendingActivity, event: HistoryEvent): void {
    if (!this.store.deleteActivity(task.seq)) return;
    const instance = this.store.instance(task.instanceId);
    if (instance === undefined || isTerminal(instance.status) || instance.executionId !== task.executionId) return;
    this.store.send({ instanceId: task.instanceId, executionId: task.executionId, due: Date.now(), event });
  }

  #sleepUntilDue(now: number): void {
    const next = this.store.nextDue(now);
    clearTimeout(this.#timer);
    if (next !== undefined) this.#timer = setTimeout(this.wake, Math.min(next - now, longestSleep));
  }

  #logStep(instance: Instance, { status, decisions, next }: Episode): void {
    const what = decisions.map(
      ([id, decision]) =>
        `${id} ${decision.kind}${decision.kind === 'timer' ? ` ${decision.fireAt.toISOString()}` : ` ${decision.name}`}`,
    );
    const after = next === undefined ? status : 'ContinuedAsNew';
    this.log(
      'debug',
      category,
      `${instance.id} (${instance.name}): ${after}${what.length > 0 ? `, schedules ${what.join(', ')}` : ''}`,
    );
  }
}

const timeOf = (event: HistoryEvent): number => {
  if (event.EventType === EventType.TimerFired) return Date.parse(event.FireAt);
  return event.EventType === EventType.OrchestratorStarted ? Date.parse(event.Timestamp) : 0;
};

const started = (at: Date): HistoryEvent => ({ EventType: EventType.OrchestratorStarted, ...eventBase(at) });

/** The messages for the current execution, its start first. */
function inOrder(messages: readonly PendingMessage[], instance: Instance): HistoryEvent[] {
  const mine = messages
    .filter(({ executionId }) => executionId === null || executionId === instance.executionId)
    .map(({ event }) => event);
  const isStart = (event: HistoryEvent) => event.EventType === EventType.ExecutionStarted;
  return [...mine.filter(isStart), ...mine.filter(event => !isStart(event))];
}
