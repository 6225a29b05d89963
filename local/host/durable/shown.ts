import { type Json, tryParseJson } from '../json';

/** What a caller wants to see of an instance. */
export interface Shown {
  readonly input: boolean;
  readonly history: boolean;
  readonly historyOutput: boolean;
}

/** Texts that are not JSON, such as a failure or a reason, are shown as text. */
export function value(text: string | null): Json {
  if (text === null) return null;
  const parsed = tryParseJson(text);
  return parsed === undefined ? text : parsed;
}
