import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export interface Forwarded {
  /** Resolves when the app's answer has gone to the client as a whole. */
  readonly finished: Promise<void>;
  abort(): void;
}

/** Passes a request on to the app's own listener under the id of its invocation, and the answer back. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  httpUri: string,
  invocationId: string,
): Forwarded {
  const target = new URL(httpUri);
  const outgoing = httpRequest({
    host: target.hostname,
    port: target.port,
    method: request.method,
    path: request.url,
    headers: {
      ...request.headers,
      'x-ms-invocation-id': invocationId,
      'x-forwarded-host': request.headers.host ?? 'localhost',
      'x-forwarded-proto': 'http',
    },
  });
  const finished = new Promise<void>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      pipeline(answer, response).then(resolve, reject);
    });
  });
  finished.catch(() => response.destroy());
  pipeline(request, outgoing).catch(() => outgoing.destroy());
  return { finished, abort: () => outgoing.destroy() };
}
