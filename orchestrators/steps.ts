import { type DurableOrchestrationContext, RetryOptions, type Task } from 'durable-functions';
import type { Json } from '../domain/json';

/** One activity call: `yield*` it and get the activity's own answer, typed. */
export interface Step<T> {
  readonly task: Task;
  [Symbol.iterator](): Generator<Task, T, unknown>;
}

/** The activities as an orchestrator calls them; an input or output that is not plain JSON does not compile. */
export type StepsOf<A> = {
  [K in keyof A]: A[K] extends (input: infer I extends Json) => Promise<infer O extends Json>
    ? (input: I) => Step<O>
    : never;
};

/** Typed calls by activity name; each is retried by the given policy when it throws, or not at all. */
export const stepsOf = <A>(df: DurableOrchestrationContext, retry?: RetryOptions): StepsOf<A> =>
  new Proxy({} as StepsOf<A>, {
    get: (_, name: string) => (input: Json) =>
      step(retry ? df.callActivityWithRetry(name, retry, input) : df.callActivity(name, input)),
  });

const step = <T>(task: Task): Step<T> => ({
  task,
  *[Symbol.iterator]() {
    return (yield task) as T;
  },
});

/** For what nobody can wait for otherwise, the index: 5 s, 10 s, … up to 5 minutes apart, for about 40 minutes. */
export const patiently = (): RetryOptions => {
  const policy = new RetryOptions(5000, 14);
  policy.backoffCoefficient = 2;
  policy.maxRetryIntervalInMilliseconds = 300_000;
  return policy;
};
