import type { IncomingMessage } from 'node:http';
import type { ReadRequest } from './answer';

const bodyLimit = 104_857_600;

export class BodyTooLarge extends Error {
  constructor() {
    super(`Request body too large. The max request body size is ${bodyLimit} bytes.`);
  }
}

export const urlOf = (request: IncomingMessage): URL =>
  new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);

/** Headers by lower-case name; repeated ones joined by a comma without a blank, as the real host does. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  const all = Object.entries(request.headersDistinct);
  return Object.fromEntries(all.map(([name, values = []]) => [name, values.join(',')]));
}

export async function readRequest(request: IncomingMessage): Promise<ReadRequest> {
  return {
    method: request.method ?? 'GET',
    url: urlOf(request),
    headers: headersOf(request),
    body: await readBody(request),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > bodyLimit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
