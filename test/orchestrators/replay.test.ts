import type { OrchestrationContext, Task } from 'durable-functions';
import { replay } from '../support/replay';

const run = (body: (df: OrchestrationContext['df']) => Generator<Task, unknown, unknown>) =>
  replay(({ df }) => body(df), null, { echo: async (input: string) => input });

const inSeconds = (df: OrchestrationContext['df'], seconds: number) =>
  df.createTimer(new Date(df.currentUtcDateTime.getTime() + seconds * 1000));

describe('the replay of an orchestrator', () => {
  it('gives the answers of its activities', async () => {
    const { status, output, calls } = await run(function* (df) {
      return [yield df.callActivity('echo', { a: 1 }), yield df.callActivity('echo', { b: 2 })];
    });
    expect({ status, output }).toEqual({ status: 'Completed', output: [{ a: 1 }, { b: 2 }] });
    expect(calls.map(({ name }) => name)).toEqual(['echo', 'echo']);
  });

  it('moves its clock with its timers', async () => {
    const { output, timers } = await run(function* (df) {
      yield inSeconds(df, 3600);
      return df.currentUtcDateTime;
    });
    expect({ output, timers }).toEqual({ output: '2026-11-24T10:00:00.000Z', timers: [3600] });
  });

  it('notices an input that is another one at each turn', async () => {
    const random = run(function* (df) {
      yield df.callActivity('echo', { random: Math.random() });
      yield df.callActivity('echo', {});
    });
    await expect(random).rejects.toThrow('Not deterministic');
  });

  it('is Running still when a timer was left open', async () => {
    const { status } = await run(function* (df) {
      yield df.Task.any([df.callActivity('echo', {}), inSeconds(df, 60)]);
    });
    expect(status).toBe('Running');
  });

  it('is Failed with its words when it throws', async () => {
    const { status, failure } = await run(function* (df) {
      yield df.callActivity('echo', {});
      throw new Error('over');
    });
    expect({ status, failure }).toEqual({ status: 'Failed', failure: 'over' });
  });
});
