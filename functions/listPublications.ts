import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import type { IndexEntry, Publications } from '../activities/ports';
import { type Publication, type PublicationState, publicationStates } from '../domain/publication';
import { answering } from './answers';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Orchestrations, Triggers } from './ports';
import { isPublicationId } from './publicationId';
import { invalidQuery, type QueryProblem, queryProblems } from './readQuery';
import { reasonOf } from './reasonOf';

type Query = { readonly state?: PublicationState; readonly top: number; readonly after?: string };

/** GET /api/publications?state=&top=1..200&after=TOKEN: `{value, next?}` in the order of the ids; `next` is the next `after`. */
export const listPublications = (triggers: Triggers) =>
  answering(async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const query = readQuery(request.query);
    if (Array.isArray(query)) return invalidQuery(query);
    const { publications } = triggers;
    const orchestrations = orchestrationsOf(getClient(context));
    const { entries, next } = await publications.page(query);
    const current = await inBatches(entries, 20, entry =>
      currentPublication(entry, publications, orchestrations, context),
    );
    const value = current.filter(({ state }) => !query.state || state === query.state);
    return { jsonBody: { value, ...(next && { next: Buffer.from(next).toString('base64url') }) } };
  });

const readQuery = (query: URLSearchParams): Query | QueryProblem[] => {
  const state = query.get('state') || undefined;
  const top = query.get('top') || '50';
  const after = query.get('after') || undefined;
  const known = publicationStates.find(each => each === state);
  const id = after && Buffer.from(after, 'base64url').toString();
  const problems = [
    ...queryProblems(query, ['state', 'top', 'after']),
    ...(state && !known ? [invalid('state', `is one of ${publicationStates.join(', ')}`)] : []),
    ...(/^([1-9]\d?|1\d\d|200)$/.test(top) ? [] : [invalid('top', 'is a whole number from 1 to 200')]),
    ...(id !== undefined && !isPublicationId(id) ? [invalid('after', 'is the `next` of the page before')] : []),
  ];
  return problems.length > 0 ? problems : { state: known, top: Number(top), after: id };
};

const invalid = (parameter: string, detail: string): QueryProblem => ({ parameter, code: 'invalid-parameter', detail });

/** One entry that cannot be brought up to date now must not keep the others from being listed. */
const currentPublication = async (
  entry: IndexEntry,
  publications: Publications,
  orchestrations: Orchestrations,
  context: InvocationContext,
): Promise<Publication> => {
  try {
    return (await currentEntry(entry, { publications, orchestrations })).publication;
  } catch (error) {
    const { publication } = entry;
    context.warn(`[${publication.id}] is listed as the index has it, which may be old: ${reasonOf(error)}`);
    return publication;
  }
};

const inBatches = async <T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let n = 0; n < items.length; n += size) results.push(...(await Promise.all(items.slice(n, n + size).map(work))));
  return results;
};
