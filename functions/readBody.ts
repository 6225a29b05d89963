import type { HttpRequest } from '@azure/functions';

/** Larger than any request that the schema allows. */
export const mostBytes = 512 * 1024;

type Body =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json'; readonly reason: string };

/** Reads a JSON body of bounded size, whole or in chunks. */
export const readBody = async ({ body }: Pick<HttpRequest, 'body'>): Promise<Body> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Read to the end all the same: the host hangs on a body that nobody reads.
    if (length <= mostBytes) chunks.push(chunk);
  }
  return length > mostBytes ? { kind: 'too-large' } : parseJson(Buffer.concat(chunks));
};

/** Reads JSON from bytes that must be UTF-8. */
export const parseJson = (bytes: Uint8Array): Exclude<Body, { kind: 'too-large' }> => {
  try {
    return { kind: 'json', json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (bytes.byteLength === 0) return { kind: 'not-json', reason: 'It is empty.' };
    const reason = error instanceof SyntaxError ? error.message : 'It is not UTF-8.';
    return { kind: 'not-json', reason };
  }
};
