import type { Json } from './json';

const longestText = 200;
const mostEntries = 10;
const deepest = 3;

/** The value as JSON that is small whatever its size and depth: what was cut is marked with "…". */
export const excerpt = (value: unknown, depth = 0): Json => {
  if (typeof value === 'string') return cut(value, longestText);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object') return cut(String(value), longestText);
  if (depth >= deepest) return '…';
  return Array.isArray(value) ? listExcerpt(value, depth) : objectExcerpt(value, depth);
};

const listExcerpt = (items: readonly unknown[], depth: number): Json => [
  ...items.slice(0, mostEntries).map(item => excerpt(item, depth + 1)),
  ...(items.length > mostEntries ? [`… ${items.length - mostEntries} more`] : []),
];

const objectExcerpt = (value: object, depth: number): Json => {
  const entries = Object.entries(value);
  const shown = entries.slice(0, mostEntries).map(([key, item]) => [cut(key, longestText), excerpt(item, depth + 1)]);
  const more = entries.length > mostEntries ? [['…', `${entries.length - mostEntries} more`]] : [];
  return Object.fromEntries([...shown, ...more]);
};

export const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
