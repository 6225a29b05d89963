import { graph } from '../errors';

/** Which properties of a thing can be filtered by; a property with several values has them all. */
export type Filterable<T> = Record<string, (thing: T) => (string | undefined)[]>;

/** The test that a `$filter` means: `p eq 'v'`, `p in ('v','w')`, `startsWith(p,'v')`, `p/any(x:x eq 'v')`. */
export const filterOf = <T>(
  text: string,
  resource: string,
  properties: Filterable<T>,
  advanced: boolean,
): ((thing: T) => boolean) => {
  const { property, test, onlyAdvanced } = parse(text);
  if (onlyAdvanced && !advanced) throw graph.unsupportedFilter(property, resource);
  const valuesOf = Object.entries(properties).find(([name]) => name.toLowerCase() === property.toLowerCase())?.[1];
  if (!valuesOf) throw graph.unsupportedFilter(property, resource);
  return thing => valuesOf(thing).some(value => value !== undefined && test(value.toLowerCase()));
};

interface Clause {
  property: string;
  test(value: string): boolean;
  /** Asked only with ConsistencyLevel: eventual. */
  onlyAdvanced?: boolean;
}

const string = "'((?:[^']|'')*)'";
const equals = new RegExp(`^(\\w+)\\s+eq\\s+${string}$`, 'i');
const startsWith = new RegExp(`^startsWith\\(\\s*(\\w+)\\s*,\\s*${string}\\s*\\)$`, 'i');
const endsWith = new RegExp(`^endsWith\\(\\s*(\\w+)\\s*,\\s*${string}\\s*\\)$`, 'i');
const any = new RegExp(`^(\\w+)/any\\(\\s*(\\w+)\\s*:\\s*\\2\\s+eq\\s+${string}\\s*\\)$`, 'i');
const oneOf = /^(\w+)\s+in\s+\((.*)\)$/i;

const parse = (text: string): Clause => {
  const filter = text.trim();
  const [, same, value] = equals.exec(filter) ?? [];
  if (same !== undefined) return { property: same, test: is(value) };
  const [, start, prefix] = startsWith.exec(filter) ?? [];
  if (start !== undefined) return { property: start, test: candidate => candidate.startsWith(plain(prefix)) };
  const [, end, suffix] = endsWith.exec(filter) ?? [];
  if (end !== undefined) {
    return { property: end, test: candidate => candidate.endsWith(plain(suffix)), onlyAdvanced: true };
  }
  const [, some, , member] = any.exec(filter) ?? [];
  if (some !== undefined) return { property: some, test: is(member) };
  const [, within, values = ''] = oneOf.exec(filter) ?? [];
  if (within !== undefined) return { property: within, test: isOneOf(values) };
  throw graph.invalidFilter();
};

const is = (value: string | undefined) => (candidate: string) => candidate === plain(value);

const isOneOf = (values: string) => {
  const wanted = [...values.matchAll(new RegExp(string, 'g'))].map(match => plain(match[1]));
  return (candidate: string) => wanted.includes(candidate);
};

const plain = (value = ''): string => value.replaceAll("''", "'").toLowerCase();
