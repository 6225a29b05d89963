import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Publication } from '../domain/publication';
import { isPublicationId } from './publicationId';
import { reasonOf } from './reasonOf';

/** A refusal as RFC 9457 problem details; `errors` lists everything that is wrong. */
type ProblemDetails = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly object[];
  readonly headers?: Readonly<Record<string, string>>;
};

export const problem = ({ status, code, title, detail, errors, headers }: ProblemDetails): HttpResponseInit => ({
  status,
  headers: { ...headers, 'content-type': 'application/problem+json' },
  jsonBody: { type: `urn:vernissage:problem:${code}`, title, status, detail, ...(errors && { errors }) },
});

export const notFound = (id: string): HttpResponseInit =>
  problem({
    status: 404,
    code: 'publication-not-found',
    title: 'There is no such publication.',
    detail: `No publication has the id "${id.slice(0, 100)}". GET /api/publications lists them.`,
  });

/** Where the status of a publication is, as the caller reached us. */
export const statusUrl = (request: HttpRequest, id: string): string =>
  new URL(`/api/publications/${id}`, request.url).href;

/** The publication of a request that was accepted, with where and when to ask for its status. */
export const accepted = (request: HttpRequest, publication: Publication, status: 200 | 202): HttpResponseInit => {
  const location = statusUrl(request, publication.id);
  return {
    status,
    headers: { location, ...(status === 202 && { 'retry-after': '5' }) },
    jsonBody: { ...publication, statusUrl: location },
  };
};

type Handler = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>;

/** Answers whatever a handler throws: with a streamed body the real host never answers a thrown error (facts: functions-host-measured, C). */
export const answering =
  (handler: Handler): Handler =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      logFailure(error, request, context);
      return unavailable(
        `Storage, Azure or the orchestration host did not answer as they should. Try again in a moment; GET /api/health says more. Invocation ${context.invocationId}.`,
      );
    }
  };

/** Asks the caller to come back. */
export const unavailable = (detail: string, retryAfterSeconds = 10): HttpResponseInit =>
  problem({
    status: 503,
    code: 'unavailable',
    title: 'Vernissage cannot do this right now.',
    detail,
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

/** One line for who runs the app; what lies behind it is for who debugs. */
const logFailure = (error: unknown, { params: { id = '' } }: HttpRequest, context: InvocationContext): void => {
  const [first, ...causes] = causesOf(error);
  context.error(`${isPublicationId(id) ? `[${id}] ` : ''}${lineOf(first)}`);
  for (const cause of causes) context.debug(`caused by ${lineOf(cause)}`);
};

const causesOf = (error: unknown): unknown[] => {
  const chain = [error];
  for (let next = error; next instanceof Error && next.cause !== undefined && chain.length < 10; chain.push(next))
    next = next.cause;
  return chain;
};

const lineOf = (error: unknown): string => {
  if (!(error instanceof Error)) return reasonOf(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}: ${reasonOf(error)}`;
};
