import { closest, distance } from 'fastest-levenshtein';
import { type Path, pointerTo } from './pointer';

/** The known word that somebody probably meant, if any is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  // Long words are no typing mistakes, and comparing them is slow.
  if (word.length > 64 || known.length === 0) return undefined;
  const candidate = closest(lower(word), known.map(lower));
  const name = known.find(item => lower(item) === candidate);
  return name !== undefined && distance(lower(word), candidate) <= Math.max(2, word.length / 3)
    ? name
    : known.find(item => contains(item, word));
};

const lower = (text: string): string => text.toLowerCase();

/** "regions" means "targetRegions"; shorter pieces than four letters mean nothing. */
const contains = (name: string, word: string): boolean =>
  Math.min(name.length, word.length) >= 4 && (lower(name).includes(lower(word)) || lower(word).includes(lower(name)));

/** What somebody probably meant by a text that is not allowed at the path, if that can be told. */
export const suggestion = (path: Path, value: string): string | undefined =>
  value.length <= 200 ? byPointer.get(pointerTo(path))?.(value) : undefined;

const named = (unknownCharacters: RegExp) => (value: string) => {
  const name = value.replace(unknownCharacters, '').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return name.length > 0 && name.length <= 80 ? name : undefined;
};

const version = (value: string): string | undefined => {
  const numbers = /^\s*v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?\s*$/i.exec(value)?.slice(1);
  return numbers?.map(number => Number(number ?? 0)).join('.');
};

const endOfDay = (value: string): string | undefined => {
  const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value) : undefined;
  // A day that no month has is either no date at all or another day.
  const exists = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  return exists ? `${value}T23:59:59Z` : undefined;
};

const byPointer = new Map<string, (value: string) => string | undefined>([
  ['/gallery/name', named(/[^A-Za-z0-9_.]/g)],
  ['/imageDefinition/name', named(/[^A-Za-z0-9_.-]/g)],
  ['/imageVersion/name', version],
  ['/imageDefinition/endOfLifeDate', endOfDay],
  ['/imageVersion/endOfLifeDate', endOfDay],
]);
