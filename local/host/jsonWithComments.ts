import { type Json, messageOf, parseJson } from './json';

/** Parses JSON that may hold comments and trailing commas, as host.json and local.settings.json may. */
export function parse(text: string, file: string): Json {
  try {
    return parseJson(withoutExtras(text));
  } catch (error) {
    throw new Error(`Unable to parse '${file}': ${messageOf(error)}`);
  }
}

const pieces = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;

const withoutExtras = (text: string) => {
  const bare = text.replace(pieces, (_, string: string | undefined) => string ?? '');
  return bare.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? '');
};
