import type { Task } from 'durable-functions';
import { pollInterval } from '../domain/pollInterval';
import { remainingProgress } from '../domain/replication';
import { type PublicationRun, Refused } from './publicationRun';

const mostRepeatedPuts = 3;
/** Azure needed over a day for 34 regions with 50 replicas each (facts: arm, 7). */
const patienceSeconds = 4 * 24 * 3600;

/** Waits until every requested region is Completed. False: the history is long enough for a new generation. Throws Refused. */
export function* waitForReplication(run: PublicationRun): Generator<Task, boolean, unknown> {
  while (!run.hasLongHistory) {
    const { waiting } = run;
    const seen = yield* run.settle(() =>
      run.steps.readReplication({ request: run.request, operation: waiting.operation }),
    );
    run.show({ regions: seen.regions });
    if (seen.outcome === 'completed') return true;
    if (seen.failure) throw new Refused([seen.failure]);
    if (seen.outcome === 'incomplete') yield* putAgain(run);
    const ageSeconds = run.secondsSince(waiting.since);
    if (ageSeconds > patienceSeconds) throw new Refused([stuck]);
    yield* run.pause(
      pollInterval({
        ageSeconds,
        progress: remainingProgress(seen.regions),
        retryAfterSeconds: waiting.retryAfterSeconds,
      }),
    );
  }
  return false;
}

/** A writer before us had started the version with fewer regions: it is done now, so that ours can be added. */
function* putAgain(run: PublicationRun): Generator<Task, void, unknown> {
  const repeatedPuts = run.waiting.repeatedPuts + 1;
  if (repeatedPuts > mostRepeatedPuts) throw new Refused([dropped]);
  run.started(yield* run.settle(() => run.steps.createVersion(run.ensuring)), repeatedPuts);
}

const stuck = {
  code: 'replication-stuck',
  message:
    'Azure did not finish the replication within 4 days. It goes on there; deliver the request again to wait for it.',
};

const dropped = {
  code: 'regions-dropped',
  message:
    'Somebody else keeps removing requested regions from the image version. Find the other writer, then deliver the request again.',
};
