import type { Action } from '../../../local/host/durable/actions';
import { EventType, eventBase, type HistoryEvent } from '../../../local/host/durable/events';
import { Shim } from '../../../local/host/durable/shim';

const day = 86_400_000;
const begin = new Date('2026-01-01T00:00:00Z');
const at = (milliseconds: number) => new Date(begin.getTime() + milliseconds);
const base = eventBase(begin);

const started = (milliseconds = 0): HistoryEvent => ({
  EventType: EventType.OrchestratorStarted,
  ...eventBase(at(milliseconds)),
});
const execution: HistoryEvent = {
  EventType: EventType.ExecutionStarted,
  ...base,
  Name: 'orchestrator',
  Version: '',
  Input: null,
  OrchestrationInstance: { InstanceId: 'i', ExecutionId: 'e' },
  ParentInstance: null,
  Generation: 0,
};
const scheduled = (id: number, Name = 'a'): HistoryEvent => ({
  EventType: EventType.TaskScheduled,
  ...base,
  EventId: id,
  Name,
  Version: '',
  Input: null,
});
const completed = (id: number): HistoryEvent => ({
  EventType: EventType.TaskCompleted,
  ...base,
  TaskScheduledId: id,
  Result: null,
});
const failed = (id: number): HistoryEvent => ({
  EventType: EventType.TaskFailed,
  ...base,
  TaskScheduledId: id,
  Reason: 'no',
  Details: '',
});
const timer = (id: number): HistoryEvent => ({
  EventType: EventType.TimerCreated,
  ...base,
  EventId: id,
  FireAt: begin.toISOString(),
});
const fired = (id: number): HistoryEvent => ({
  EventType: EventType.TimerFired,
  ...base,
  TimerId: id,
  FireAt: begin.toISOString(),
});
const raised = (Name: string): HistoryEvent => ({ EventType: EventType.EventRaised, ...base, Name, Input: null });
const suspended: HistoryEvent = { EventType: EventType.ExecutionSuspended, ...base, Reason: 'wait' };
const resumed: HistoryEvent = { EventType: EventType.ExecutionResumed, ...base, Reason: 'on' };

const call = (name = 'a', more = {}): Action => ({ kind: 'activity', name, input: null, ...more });
const wait = (name: string): Action => ({ kind: 'event', name });
const timerOf = (milliseconds: number, isCanceled = false): Action => ({
  kind: 'timer',
  fireAt: at(milliseconds),
  isCanceled,
});
const known = { isActivity: (name: string) => name !== 'nobody', isOrchestrator: () => true };

const replay = (actions: Action[], ...events: HistoryEvent[]) => {
  const shim = new Shim(actions, known);
  shim.replay([started(), execution, ...events]);
  return shim;
};
const ids = (shim: Shim) => shim.decisions.map(([id]) => id);
const timers = (shim: Shim) =>
  shim.decisions.map(([, decision]) => (decision.kind === 'timer' ? decision.fireAt : undefined));

describe('the walk over the actions of an orchestrator', () => {
  it('begins the next action when the one before has settled', () => {
    expect(ids(replay([call(), call()]))).toEqual([0]);
    expect(ids(replay([call(), call()], scheduled(0), completed(0)))).toEqual([1]);
    expect(replay([call()], scheduled(0), completed(0)).isIdle).toBe(true);
  });

  it('is not idle while something that it began is open', () => {
    const any: Action = { kind: 'any', actions: [call('a'), call('b')] };
    const halfDone = [scheduled(0, 'a'), scheduled(1, 'b'), completed(1)];

    expect(replay([any], ...halfDone).isIdle).toBe(false);
    expect(replay([any], ...halfDone, completed(0)).isIdle).toBe(true);
  });

  it('waits for all of a Task.all, also after one has failed', () => {
    const all: Action = { kind: 'all', actions: [call('a'), call('b')] };

    expect(ids(replay([all, call('c')], scheduled(0, 'a'), scheduled(1, 'b'), failed(0)))).toEqual([]);
    expect(ids(replay([all, call('c')], scheduled(0, 'a'), scheduled(1, 'b'), failed(0), completed(1)))).toEqual([2]);
  });

  it('takes no number for a name that nobody registered, and waits there for ever', () => {
    const shim = replay([call('nobody'), call()]);

    expect(ids(shim)).toEqual([]);
    expect(shim.isIdle).toBe(false);
  });

  it('counts a cancelled timer and waits for it no longer, however far it is', () => {
    const shim = replay([timerOf(30 * day, true), call()]);

    expect(ids(shim)).toEqual([0, 1]);
  });

  it('makes a timer of seven days of three parts', () => {
    const week = [timerOf(7 * day)];

    expect(timers(replay(week))).toEqual([at(3 * day)]);
    expect(timers(replay(week, timer(0), started(3 * day), fired(0)))).toEqual([at(6 * day)]);
    const third = replay(week, timer(0), started(3 * day), fired(0), timer(1), started(6 * day), fired(1));
    expect(timers(third)).toEqual([at(7 * day)]);
  });

  it('retries after growing delays up to the longest one', () => {
    const retry = {
      firstRetryIntervalInMilliseconds: 100,
      maxNumberOfAttempts: 4,
      backoffCoefficient: 2,
      maxRetryIntervalInMilliseconds: 300,
    };
    const history: HistoryEvent[] = [];
    const delays: (Date | undefined)[] = [];
    for (const attempt of [0, 1, 2, 3]) {
      history.push(scheduled(2 * attempt), failed(2 * attempt));
      delays.push(...timers(replay([call('a', { retry })], ...history)));
      history.push(timer(2 * attempt + 1), fired(2 * attempt + 1));
    }

    expect(delays).toEqual([at(100), at(200), at(300), at(0)]);
    expect(replay([call('a', { retry })], ...history).isIdle).toBe(true);
  });

  it('keeps events that nobody waits for yet, and ignores the case of their names', () => {
    expect(replay([call(), wait('Go')], raised('GO'), scheduled(0), completed(0)).isIdle).toBe(true);
  });

  it('carries events over that come after continue-as-new, and drops those before', () => {
    const actions: Action[] = [wait('go'), { kind: 'continueAsNew', input: 1 }];

    const shim = replay(actions, raised('other'), raised('go'), raised('late'));

    expect(shim.continuedAsNew).toEqual({ input: 1 });
    expect(shim.carriedEvents.map(({ Name }) => Name)).toEqual(['late']);
  });

  it('does nothing while it is suspended, and everything after', () => {
    expect(ids(replay([wait('go'), call()], suspended, raised('go')))).toEqual([]);
    expect(ids(replay([wait('go'), call()], suspended, raised('go'), resumed))).toEqual([0]);
  });

  it('ignores results that it does not wait for', () => {
    expect(ids(replay([call(), call()], scheduled(0), completed(7), completed(0), completed(0)))).toEqual([1]);
  });

  it.each([
    [
      'scheduled nothing',
      [],
      "scheduled an activity task with sequence ID 0 and name 'a' (version ''), but the current replay execution hasn't (yet?) scheduled this task.",
    ],
    [
      'scheduled another activity',
      [call('b')],
      "named 'a', but the current orchestration replay instead scheduled an activity task named 'b'",
    ],
    [
      'created a timer',
      [timerOf(1)],
      'instead produced a CreateTimerOrchestratorAction action with this sequence number.',
    ],
  ])('says what history holds when the orchestrator now %s', (_, actions, text) => {
    const { failure } = replay(actions, scheduled(0));

    expect(failure).toMatch(/^Non-Deterministic workflow detected: A previous execution of this orchestration/);
    expect(failure).toContain(text);
  });
});
