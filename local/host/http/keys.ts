import { randomBytes, timingSafeEqual } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { isJsonObject, tryParseJson } from '../json';
import { readIfThere } from '../localSettings';

/** The host's keys: for everything, for functions, and for the Durable extension. */
export interface Keys {
  readonly master: string;
  readonly functions: string;
  readonly durabletask: string;
}

/** Reads the keys of this state folder, or makes them; only the owner may read the file. */
export function readKeys(file: string): Keys {
  const content = tryParseJson(readIfThere(file) ?? '');
  const known = isJsonObject(content) ? content : {};
  const key = (name: string) => (typeof known[name] === 'string' ? known[name] : newKey());
  const keys = { master: key('master'), functions: key('functions'), durabletask: key('durabletask') };
  if (Object.entries(keys).some(([name, value]) => known[name] !== value)) {
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  return keys;
}

const newKey = () => randomBytes(40).toString('base64url');

/** The key of a request; a header wins over the query, even when it is wrong. */
export const keyOf = (headers: Readonly<Record<string, string>>, url: URL): string | undefined =>
  headers['x-functions-key'] ?? url.searchParams.get('code') ?? undefined;

export function isOneOf(key: string | undefined, ...allowed: readonly string[]): boolean {
  if (key === undefined) return false;
  const given = Buffer.from(key);
  return allowed
    .map(each => Buffer.from(each))
    .some(each => each.length === given.length && timingSafeEqual(each, given));
}
