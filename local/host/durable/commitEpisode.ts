import type { Json } from '../json';
import type { Decision } from './decision';
import type { Episode } from './episode';
import { EventType, eventBase, type HistoryEvent, isTerminal } from './events';
import { createInstance, executionStarted, newId } from './orchestrationClient';
import type { Instance, PendingMessage } from './rows';
import type { Store } from './store';

export interface Commit {
  readonly instance: Instance;
  readonly past: readonly HistoryEvent[];
  readonly episode: Episode;
  /** Everything that was due: handled or dropped, it is deleted with this step. */
  readonly messages: readonly PendingMessage[];
  readonly timeFactor: number;
}

/** Writes one step down as a whole: history, what was decided, the status, and the end of the handled messages. */
export function commitEpisode(store: Store, commit: Commit): void {
  store.transaction(() => {
    store.deleteMessages(commit.messages.map(({ seq }) => seq));
    if (commit.episode.next === undefined) continueInstance(store, commit);
    else startNextGeneration(store, commit, commit.episode.next);
  });
}

function continueInstance(store: Store, commit: Commit): void {
  const { instance, past, episode } = commit;
  const { status, output, customStatus } = episode;
  const now = Date.now();
  store.appendHistory(instance.id, past.length, episode.events);
  store.saveInstance({ ...instance, status, output, customStatus, updated: now });
  for (const [id, decision] of episode.decisions) carryOut(store, commit, id, decision);
  if (!isTerminal(status)) return;
  store.dropMessages(instance.id);
  tellParent(store, instance, episode);
}

function carryOut(store: Store, { instance, episode, timeFactor }: Commit, id: number, decision: Decision): void {
  const { id: instanceId, executionId } = instance;
  switch (decision.kind) {
    case 'task':
      store.schedule({ instanceId, executionId, taskId: id, name: decision.name, input: inputText(decision.input) });
      return;
    case 'timer': {
      const now = new Date(episode.events[0]?.Timestamp ?? 0);
      const due = dueTime(decision.fireAt, now, timeFactor);
      const event: HistoryEvent = {
        EventType: EventType.TimerFired,
        ...eventBase(new Date(due)),
        TimerId: id,
        FireAt: decision.fireAt.toISOString(),
      };
      store.send({ instanceId, executionId, due, event });
      return;
    }
    case 'subOrchestration':
      startChild(store, instance, episode, id, decision);
      return;
  }
}

/**
 * As on Azure Storage what is left of a delay when it is sent counts in whole seconds, cut off: timers may fire up to a
 * second early, one of a second at once.
 */
function dueTime(fireAt: Date, now: Date, timeFactor: number): number {
  const sent = Date.now();
  if (timeFactor !== 1) return sent + Math.ceil(Math.max(0, fireAt.getTime() - now.getTime()) / timeFactor);
  return sent + Math.floor(Math.max(0, fireAt.getTime() - sent) / 1000) * 1000;
}

/** A child's id may be one that exists: over, it is replaced; still running, the start is dropped. */
function startChild(
  store: Store,
  parent: Instance,
  episode: Episode,
  id: number,
  decision: Extract<Decision, { kind: 'subOrchestration' }>,
): void {
  const created = episode.events.find(
    event => event.EventType === EventType.SubOrchestrationInstanceCreated && event.EventId === id,
  );
  if (created?.EventType !== EventType.SubOrchestrationInstanceCreated) return;
  const existing = store.instance(created.InstanceId);
  if (existing && !isTerminal(existing.status)) return;
  createInstance(store, {
    name: decision.name,
    instanceId: created.InstanceId,
    input: decision.input === null ? null : JSON.stringify(decision.input),
    parent: {
      OrchestrationInstance: { InstanceId: parent.id, ExecutionId: parent.executionId },
      Name: parent.name,
      TaskScheduleId: id,
    },
    now: new Date(),
  });
}

function tellParent(store: Store, { parent }: Instance, { status, output, error }: Episode): void {
  if (parent === null) return;
  const { InstanceId: instanceId, ExecutionId: executionId } = parent.OrchestrationInstance;
  const base = { ...eventBase(new Date()), TaskScheduledId: parent.TaskScheduleId };
  const event: HistoryEvent =
    status === 'Completed'
      ? { EventType: EventType.SubOrchestrationInstanceCompleted, ...base, Result: output }
      : { EventType: EventType.SubOrchestrationInstanceFailed, ...base, Reason: output ?? '', Details: details(error) };
  store.send({ instanceId, executionId, due: Date.now(), event });
}

const details = (error: string | undefined) =>
  error === undefined ? null : `Message: ${error}, StackTrace:    at Vernissage.LocalHost.Orchestrator.Run()`;

function startNextGeneration(store: Store, { instance, episode }: Commit, next: NonNullable<Episode['next']>): void {
  const now = new Date();
  const generation: Instance = {
    ...instance,
    executionId: newId(),
    status: 'Running',
    input: next.input,
    output: null,
    customStatus: episode.customStatus,
    created: now.getTime(),
    updated: now.getTime(),
  };
  store.clearHistory(instance.id);
  store.dropMessagesOf(instance.id, instance.executionId);
  store.saveInstance(generation);
  const { id: instanceId, executionId } = generation;
  for (const event of [executionStarted(generation, now, null), ...next.events]) {
    store.send({ instanceId, executionId, due: now.getTime(), event });
  }
}

const inputText = (input: Json): string | null =>
  input === null ? null : typeof input === 'string' ? input : JSON.stringify(input);
