import type { Task } from 'durable-functions';
import { faultMessage } from '../domain/faultMessage';
import type { Publication } from '../domain/publication';
import { Cancelled, type PublicationRun, Refused, Superseded } from './publicationRun';

/** Ends a publication that was stopped: by a refusal, by its user, by another execution, or by a fault that stayed. */
export function* endWith(error: unknown, run: PublicationRun): Generator<Task, Publication, unknown> {
  if (error instanceof Superseded) return run.publication;
  if (error instanceof Cancelled) return yield* cancel(run);
  if (error instanceof Refused)
    return yield* run.end(run.publication.step === 'checkPlan' ? 'rejected' : 'failed', error.errors);
  const { step } = run.publication;
  const message = `The step ${step} failed again and again: ${faultMessage(error)} What was done stays; deliver the request again to go on from there.`;
  return yield* run.end('failed', [{ code: 'fault', message }]);
}

/** Stops waiting and says what is there; nothing is undone, since others may use it already. */
function* cancel(run: PublicationRun): Generator<Task, Publication, unknown> {
  try {
    const { existing, regions } = yield* run.settle(() => run.steps.surveyResources({ request: run.request }));
    const created = new Set(run.publication.resources.filter(resource => resource.created).map(({ id }) => id));
    const resources = existing.map(id => ({ id, created: created.has(id) }));
    const open = regions.some(({ state }) => state === 'Replicating' || state === 'Unknown');
    const warning = 'Azure goes on replicating the image version; Vernissage only stopped waiting for it.';
    run.show({
      resources,
      regions: regions.length > 0 ? regions : run.publication.regions,
      warnings: [...run.publication.warnings, ...(open ? [warning] : [])],
    });
  } catch (error) {
    const reason =
      error instanceof Refused ? error.errors.map(({ message }) => message).join(' ') : faultMessage(error);
    const warning = `What exists in Azure could not be read: resources and regions are as last seen. ${reason}`;
    run.show({ warnings: [...run.publication.warnings, warning] });
  }
  return yield* run.end('cancelled');
}
