import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { type PublicationState, publicationStates } from '../domain/publication';
import { answering, problem } from './answers';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { isPublicationId } from './publicationId';

type Query = { readonly state?: PublicationState; readonly top: number; readonly after?: string };

/** GET /api/publications?state=&top=1..200&after=TOKEN: `{value, next?}` in the order of the ids; `next` is the next `after`. */
export const listPublications = (triggers: Triggers) =>
  answering(async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const query = readQuery(request.query);
    if (Array.isArray(query)) return badQuery(query);
    const { publications } = triggers;
    const orchestrations = orchestrationsOf(getClient(context));
    const { entries, next } = await publications.page(query);
    const current = await inBatches(entries, 20, entry => currentEntry(entry, { publications, orchestrations }));
    const value = current
      .map(({ publication }) => publication)
      .filter(({ state }) => !query.state || state === query.state);
    return { jsonBody: { value, ...(next && { next: Buffer.from(next).toString('base64url') }) } };
  });

const readQuery = (query: URLSearchParams): Query | { parameter: string; detail: string }[] => {
  const state = query.get('state') || undefined;
  const top = query.get('top') || '50';
  const after = query.get('after') || undefined;
  const known = publicationStates.find(each => each === state);
  const id = after && Buffer.from(after, 'base64url').toString();
  const problems = [
    ...(state && !known ? [{ parameter: 'state', detail: `is one of ${publicationStates.join(', ')}` }] : []),
    ...(/^\d{1,3}$/.test(top) && Number(top) >= 1 && Number(top) <= 200
      ? []
      : [{ parameter: 'top', detail: 'is a whole number from 1 to 200' }]),
    ...(id !== undefined && !isPublicationId(id)
      ? [{ parameter: 'after', detail: 'is the `next` of the page before' }]
      : []),
  ];
  return problems.length > 0 ? problems : { state: known, top: Number(top), after: id };
};

const badQuery = (errors: readonly { parameter: string; detail: string }[]) =>
  problem({
    status: 400,
    code: 'invalid-query',
    title: 'The query is not valid.',
    detail: errors.map(({ parameter, detail }) => `${parameter} ${detail}.`).join(' '),
    errors,
  });

const inBatches = async <T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let n = 0; n < items.length; n += size) results.push(...(await Promise.all(items.slice(n, n + size).map(work))));
  return results;
};
