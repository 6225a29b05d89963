import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invoker } from '../invoker';
import type { TypedData } from '../worker/coreTypes';
import { type Answer, empty } from './answer';
import { functionAnswer } from './functionAnswer';
import { headersOf, readRequest, urlOf } from './request';
import type { Match } from './routes';
import { forward } from './streamProxy';

const reason = 'This function was programmatically called via the host APIs.';

/** Runs an HTTP function on a request that was read whole: the default mode of the programming model. */
export async function answerByFunction(
  invoker: Invoker,
  { route, params }: Match,
  request: IncomingMessage,
): Promise<Answer> {
  const read = await readRequest(request);
  // The real host hands a body over only when its length is told beforehand.
  const body = Number(read.headers['content-length']) > 0 ? { body: { bytes: read.body } } : {};
  const http = {
    url: rawUrl(request),
    method: read.method,
    nullableHeaders: nullable(read.headers),
    nullableQuery: nullable(queryOf(read.url)),
    nullableParams: nullable(params),
    ...body,
  };
  try {
    const { returnValue, outputData = [] } = await invoker.invoke(route.hosted.fn, { data: { http }, reason });
    return functionAnswer(returnValue ?? outputData.find(({ data }) => data.http)?.data);
  } catch {
    return empty(500);
  }
}

/**
 * Runs an HTTP function that reads and writes streams: the request goes on to where the app itself listens,
 * and its answer comes from there.
 */
export async function streamByFunction(
  invoker: Invoker,
  { route, params }: Match,
  { request, response, httpUri }: { request: IncomingMessage; response: ServerResponse; httpUri: string },
): Promise<Answer | undefined> {
  const invocationId = randomUUID();
  const forwarded = forward(request, response, httpUri, invocationId);
  try {
    const triggerMetadata = streamMetadata(request, params);
    const { returnedNothing } = await invoker.invoke(route.hosted.fn, {
      data: { http: {} },
      triggerMetadata,
      reason,
      invocationId,
      isOnce: true,
    });
    if (!returnedNothing) {
      await forwarded.finished;
      return undefined;
    }
    forwarded.abort();
    return empty(204);
  } catch {
    forwarded.abort();
    if (!response.headersSent) return empty(500);
    response.destroy();
    return undefined;
  }
}

function streamMetadata(request: IncomingMessage, params: Readonly<Record<string, string>>): Record<string, TypedData> {
  const texts = Object.entries(params).map(([name, string]) => [name, { string }] as const);
  return {
    ...Object.fromEntries(texts),
    Headers: { json: JSON.stringify(headersOf(request)) },
    Query: { json: JSON.stringify(queryOf(urlOf(request))) },
  };
}

/** The address exactly as sent: parsing would normalize it. */
const rawUrl = (request: IncomingMessage) => `http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`;

function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  return query;
}

const nullable = (values: Readonly<Record<string, string>>): Record<string, { value: string }> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
