import { isJsonObject, type Json, tryParseJson } from './json';
import type { TypedData } from './worker/coreTypes';

/**
 * What the host adds to a trigger's metadata when its text is a JSON object: the top-level properties
 * that are no arrays, scalars as .NET would print them.
 */
export function bindingData(text: string): Record<string, TypedData> {
  const value = tryParseJson(text);
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, property]) => !Array.isArray(property))
      .map(([name, property]) => [name, typedData(property)]),
  );
}

function typedData(value: Json): TypedData {
  if (value === null) return {};
  if (typeof value === 'object') return { json: JSON.stringify(value) };
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: typeof value === 'string' && isDate(value) ? dotNetDate(value) : String(value) };
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text));

/** Newtonsoft reads date-like text as a date, which is then printed in the invariant culture. */
function dotNetDate(text: string): string {
  const [date = '', time = ''] = new Date(text).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${time.slice(0, 8)}`;
}
