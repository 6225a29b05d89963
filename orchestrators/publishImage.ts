import type { OrchestrationContext, Task } from 'durable-functions';
import type { Publication } from '../domain/publication';
import { endWith } from './endWith';
import { PublicationRun } from './publicationRun';
import { shareImage } from './shareImage';
import { waitForReplication } from './waitForReplication';

/**
 * Publishes one image version and shares it. The chain: check the plan → resource group → gallery → image definition →
 * claim → image version → wait until every target region has it → assign Reader.
 * Input: a PublishInput; output: the ended Publication. Throws nothing: every end is a state.
 */
export function* publishImage({ df }: OrchestrationContext): Generator<Task, Publication | undefined, unknown> {
  const run = new PublicationRun(df);
  const { request, steps } = run;
  try {
    if (!run.resumed) {
      yield* run.enter('checkPlan');
      const { warnings } = yield* run.settle(() => steps.checkPlan({ request }));
      run.show({ warnings });

      yield* run.enter('ensureResourceGroup');
      run.ensured(yield* run.settle(() => steps.ensureResourceGroup(run.ensuring)));

      yield* run.enter('ensureGallery');
      run.ensured(yield* run.settle(() => steps.ensureGallery(run.ensuring)));

      yield* run.enter('ensureImageDefinition');
      run.ensured(yield* run.settle(() => steps.ensureImageDefinition(run.ensuring)));

      yield* run.enter('claimVersion');
      yield* run.settle(() => steps.claimVersion(run.claim));

      yield* run.enter('createVersion');
      const version = yield* run.settle(() => steps.createVersion(run.ensuring));
      run.started(version);
    }

    yield* run.enter('replicate');
    const replicated = yield* waitForReplication(run);
    if (!replicated) {
      run.continueLater();
      return undefined;
    }

    yield* run.enter('share');
    yield* shareImage(run);
    return yield* run.end('published');
  } catch (error) {
    return yield* endWith(error, run);
  }
}
