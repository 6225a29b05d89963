import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { hasEnded } from '../domain/publication';
import { answering, notFound } from './answers';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { isPublicationId } from './publicationId';

/** GET /api/publications/{id}: the status, while it runs and after it ended. */
export const getPublication = (triggers: Triggers) =>
  answering(async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const { id = '' } = request.params;
    const { publications } = triggers;
    const entry = isPublicationId(id) ? await publications.find(id) : undefined;
    if (!entry) return notFound(id);
    const orchestrations = orchestrationsOf(getClient(context));
    const { publication } = await currentEntry(entry, { publications, orchestrations });
    return { headers: hasEnded(publication) ? {} : { 'retry-after': '5' }, jsonBody: publication };
  });
