import type { HttpRequest } from '@azure/functions';

/** What a body may have; a request with every field at its longest is smaller, if it is not written in \u escapes. */
export const mostBytes = 512 * 1024;

/** A request needs a tenth of that; JSON.parse takes any depth, and what walks the value then overflows the stack. */
const deepest = 64;

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

/** Reads JSON of bounded depth from bytes that must be UTF-8. */
export const parseJson = (bytes: Uint8Array): Exclude<Body, { kind: 'too-large' }> => {
  if (bytes.byteLength === 0) return { kind: 'not-json', reason: 'It is empty.' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isTooDeep(text)) return { kind: 'not-json', reason: `It is nested deeper than ${deepest} levels.` };
    return { kind: 'json', json: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'It is not UTF-8.';
    return { kind: 'not-json', reason };
  }
};

/** Strings are skipped whole; one without an end reaches to the end of the text, so that none is looked at twice. */
const stringsAndBrackets = /"[^"\\]*(?:\\.[^"\\]*)*"?|[[\]{}]/gs;

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  for (const [token] of text.matchAll(stringsAndBrackets)) {
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth > deepest) return true;
  }
  return false;
};
