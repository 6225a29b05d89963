export type Path = readonly PropertyKey[];

/** RFC 6901. @example pointerTo(['imageVersion', 'targetRegions', 0]) // '/imageVersion/targetRegions/0' */
export const pointerTo = (path: Path): string =>
  path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Whether the value itself, not what it inherits, has something at the path. */
export const has = (value: unknown, path: Path): boolean => found(value, path) !== undefined;

export const valueAt = (value: unknown, path: Path): unknown => found(value, path)?.value;

const found = (value: unknown, path: Path): { value: unknown } | undefined => {
  const [key, ...rest] = path;
  if (key === undefined) return { value };
  if (typeof value !== 'object' || value === null) return undefined;
  const own = Object.getOwnPropertyDescriptor(value, key);
  return own && found(own.value, rest);
};
