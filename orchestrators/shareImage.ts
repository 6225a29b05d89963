import type { Task } from 'durable-functions';
import { resourceIds } from '../domain/ids';
import type { PublicationError } from '../domain/outcome';
import { type PublicationRun, Refused } from './publicationRun';

/** The custom status of many has no room for them: the index tells how far it is. */
const principalsPerRecord = 20;

/** Gives every principal the Reader role; one that is refused does not keep it from the others. Throws Refused at the end. */
export function* shareImage(run: PublicationRun): Generator<Task, void, unknown> {
  const { share } = run.request;
  if (!share) return;
  const scope = resourceIds(run.request)[share.scope];
  const refusals: PublicationError[] = [];
  for (const [n, principal] of share.principals.entries()) {
    try {
      const assigned = yield* run.settle(() => run.steps.assignReader({ scope, principal }));
      run.show({ roleAssignments: [...run.publication.roleAssignments, assigned] });
      if (n % principalsPerRecord === principalsPerRecord - 1) yield* run.record();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusals.push(...error.errors.map(refusal => ({ ...refusal, pointer: `/share/principals/${n}` })));
    }
  }
  if (refusals.length > 0) throw new Refused(refusals);
}
