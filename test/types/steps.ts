import type { DurableOrchestrationContext, Task } from 'durable-functions';
import type { Activities } from '../../activities';
import type { PublishRequest } from '../../domain/publishRequest';
import { patiently, stepsOf } from '../../orchestrators/steps';

/** Never run: `npx tsc` fails when one of these mistakes compiles, or when what is right does not. */
export function* misuse(df: DurableOrchestrationContext, request: PublishRequest): Generator<Task, void, unknown> {
  const steps = stepsOf<Activities>(df, patiently());

  const outcome = yield* steps.checkPlan({ request });
  if (outcome.kind === 'done') outcome.value.warnings satisfies readonly string[];

  // @ts-expect-error: there is no such activity
  yield* steps.deleteGallery({ request });

  // @ts-expect-error: the input is missing
  yield* steps.checkPlan();

  // @ts-expect-error: the input is of another kind
  yield* steps.checkPlan({ request: request.gallery });

  // @ts-expect-error: the input misses a member
  yield* steps.ensureGallery({ request });

  // @ts-expect-error: an outcome is not its value
  outcome.value;

  if (outcome.kind === 'done') {
    // @ts-expect-error: a plan has no such member
    outcome.value.created;
  }

  // @ts-expect-error: a step has to be asked with yield*, which tells the type of its answer
  steps.claimVersion({ publicationId: '', attempt: 1, owner: '' }).kind;
}

type Unfit = {
  readonly withDate: (input: { readonly since: Date }) => Promise<string>;
  readonly withMap: (input: { readonly tags: Map<string, string> }) => Promise<string>;
  readonly answersDate: (input: string) => Promise<Date>;
  readonly answersFunction: (input: string) => Promise<() => void>;
  readonly fit: (input: { readonly since: string }) => Promise<{ readonly at: string; readonly next?: number }>;
};

/** Only plain JSON crosses a durable boundary. */
export function* unfit(df: DurableOrchestrationContext): Generator<Task, void, unknown> {
  const steps = stepsOf<Unfit>(df, patiently());

  const { at, next } = yield* steps.fit({ since: '2026-11-24T09:00:00Z' });
  at satisfies string;
  next satisfies number | undefined;

  // @ts-expect-error: a Date would come back as text
  yield* steps.withDate({ since: new Date() });

  // @ts-expect-error: a Map would come back as {}
  yield* steps.withMap({ tags: new Map() });

  // @ts-expect-error: a Date would come back as text
  yield* steps.answersDate('');

  // @ts-expect-error: a function would not come back at all
  yield* steps.answersFunction('');
}
