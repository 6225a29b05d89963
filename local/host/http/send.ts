import type { ServerResponse } from 'node:http';
import type { Answer } from './answer';

/** Sends a whole answer: with a body in chunks, without one with length 0, as the real host does. */
export function send(
  response: ServerResponse,
  { status, headers = {}, body }: Answer,
  extra: Readonly<Record<string, string>>,
): void {
  if (response.destroyed) return;
  const hasBody = body !== undefined && body.length > 0;
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...extra, ...headers })) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  if (hasBody) {
    response.write(body);
    response.end();
    return;
  }
  if (status !== 204 && status !== 304) response.setHeader('content-length', '0');
  response.end();
}
