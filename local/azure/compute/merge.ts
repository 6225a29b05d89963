const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a PATCH means: members are replaced one by one at any depth, lists as a whole. */
export const merge = (before: unknown, patch: unknown): unknown => {
  if (!isObject(before) || !isObject(patch)) return patch === undefined ? before : patch;
  const merged = { ...before };
  for (const [name, value] of Object.entries(patch))
    merged[name] = name === 'tags' ? value : merge(before[name], value);
  return merged;
};
