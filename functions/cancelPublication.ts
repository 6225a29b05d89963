import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { hasEnded, type Publication } from '../domain/publication';
import { accepted, answering, notFound, problem } from './answers';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { isPublicationId } from './publicationId';

/**
 * DELETE /api/publications/{id}: stops waiting, and then says what exists in Azure. The wish is written to the index
 * first, where the orchestration reads it; the event only wakes it up.
 */
export const cancelPublication = (triggers: Triggers) =>
  answering(async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const { id = '' } = request.params;
    const { publications } = triggers;
    const orchestrations = orchestrationsOf(getClient(context));
    for (;;) {
      const entry = isPublicationId(id) ? await publications.find(id) : undefined;
      if (!entry) return notFound(id);
      const current = await currentEntry(entry, { publications, orchestrations });
      if (hasEnded(current.publication)) return ended(request, current.publication);
      const publication = current.orphaned ? neverStarted(current.publication) : cancelling(current.publication);
      if (!(await publications.replace({ ...current, publication, cancelRequested: true }))) continue;
      context.log(`[${id}] cancellation requested`);
      if (current.orphaned) return accepted(request, publication, 200);
      await orchestrations.wake(id);
      return accepted(request, publication, 202);
    }
  });

const cancelling = (publication: Publication): Publication => ({ ...publication, state: 'cancelling' });

/** Nobody would read the wish: its orchestration was never started, and is not started any more. */
const neverStarted = (publication: Publication): Publication => {
  const at = new Date().toISOString();
  return { ...publication, state: 'cancelled', updatedAt: at, endedAt: at };
};

const ended = (request: HttpRequest, publication: Publication): HttpResponseInit =>
  publication.state === 'cancelled'
    ? accepted(request, publication, 200)
    : problem({
        status: 409,
        code: 'publication-has-ended',
        title: 'There is nothing to cancel.',
        detail: `The publication ended as ${publication.state} at ${publication.endedAt}. What it created stays in Azure.`,
      });
