/** The JSON with another value at the pointer (RFC 6901): what a person may type that the types would not allow. */
export const changed = (json: unknown, pointer: string, value: unknown): unknown =>
  change(json, keysOf(pointer), () => value);

/** The JSON without what stands at the pointer. */
export const without = (json: unknown, pointer: string): unknown => change(json, keysOf(pointer), () => gone);

/** What stands at the pointer; undefined when nothing does. */
export const at = (json: unknown, pointer: string): unknown =>
  keysOf(pointer).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined,
    json,
  );

/** Every pointer into the JSON, the root's first. */
export const pointersOf = (json: unknown, pointer = ''): string[] => [
  pointer,
  ...(typeof json === 'object' && json !== null ? Object.entries(json) : []).flatMap(([key, value]) =>
    pointersOf(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  ),
];

const gone = Symbol('gone');

const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));

const change = (json: unknown, [key, ...rest]: readonly string[], make: () => unknown): unknown => {
  if (key === undefined) return make();
  const entries: [string, unknown][] = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  const known = entries.some(([name]) => name === key);
  const all = known ? entries : [...entries, [key, undefined] satisfies [string, unknown]];
  const kept = all
    .map(([name, value]): [string, unknown] => [name, name === key ? change(value, rest, make) : value])
    .filter(([, value]) => value !== gone);
  return Array.isArray(json) ? kept.map(([, value]) => value) : Object.fromEntries(kept);
};
