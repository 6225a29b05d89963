import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { hasEnded, type Publication } from '../domain/publication';
import { accepted, answering, notFound, problem } from './answers';
import { type CurrentEntry, currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { isPublicationId } from './publicationId';
import { restartOrchestration } from './startOrchestration';

type World = Parameters<typeof restartOrchestration>[1];

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
      const publication: Publication = { ...current.publication, state: 'cancelling' };
      if (!(await publications.replace({ ...current, publication, cancelRequested: true }))) continue;
      context.log(`[${id}] cancellation requested`);
      if (current.orphaned) await restart(current, { publications, orchestrations });
      else await orchestrations.wake(id);
      return accepted(request, publication, 202);
    }
  });

/** Nobody would read the wish: the orchestration was lost. It is brought back to say what exists, and to end. */
const restart = async ({ publication: { id }, orphaned }: CurrentEntry, world: World): Promise<void> => {
  const entry = await world.publications.find(id);
  if (entry) await restartOrchestration({ ...entry, orphaned }, world);
};

const ended = (request: HttpRequest, publication: Publication): HttpResponseInit =>
  publication.state === 'cancelled'
    ? accepted(request, publication, 200)
    : problem({
        status: 409,
        code: 'publication-has-ended',
        title: 'There is nothing to cancel.',
        detail: `The publication ended as ${publication.state} at ${publication.endedAt}.${publication.resources.length > 0 ? ' What exists in Azure stays.' : ''}`,
      });
