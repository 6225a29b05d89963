import { cut } from '../excerpt';
import { mostTags } from '../fields';
import { type Path, pointerTo } from '../pointer';
import { type Problem, problem } from '../problem';
import type { Rule } from './Rule';

const tagged = ['resourceGroup', 'gallery', 'imageDefinition', 'imageVersion'] as const;

export const tagRules: readonly Rule[] = [
  {
    says: 'The names of the tags of one resource differ in more than case.',
    problems: request => tagged.flatMap(name => sameNames([name, 'tags'], tagsOf(request[name]?.tags))),
  },
  {
    says: `A resource has at most ${mostTags} tags, none of them named "__proto__".`,
    problems: request => tagged.flatMap(name => tooManyOrReserved([name, 'tags'], tagsOf(request[name]?.tags))),
  },
];

const tagsOf = (tags: unknown): readonly [string, unknown][] =>
  typeof tags === 'object' && tags !== null && !Array.isArray(tags) ? Object.entries(tags) : [];

const sameNames = (path: Path, tags: readonly [string, unknown][]): Problem[] => {
  const firsts = new Map<string, string>();
  return tags.flatMap(([name, value]) => {
    const first = firsts.get(name.toLowerCase());
    if (first === undefined) firsts.set(name.toLowerCase(), name);
    return first === undefined ? [] : [sameName([...path, name], [...path, first], value)];
  });
};

const sameName = (path: Path, first: Path, value: unknown): Problem =>
  problem(
    path,
    'DuplicateTag',
    `Azure ignores the case of tag names, so this is the tag at ${cut(pointerTo(first), 200)} again. Remove one of the two.`,
    value,
    'names that differ in more than case',
  );

const tooManyOrReserved = (path: Path, tags: readonly [string, unknown][]): Problem[] => [
  ...(tags.length > mostTags
    ? [
        problem(
          path,
          'TooManyTags',
          `These are ${tags.length} tags, and Azure allows ${mostTags} on one resource. Remove ${tags.length - mostTags}.`,
          Object.fromEntries(tags),
          `at most ${mostTags} tags`,
        ),
      ]
    : []),
  // The schema's own check passes over this one name.
  ...tags
    .filter(([name]) => name === '__proto__')
    .map(([name, value]) =>
      problem(
        [...path, name],
        'ReservedKey',
        'A tag must not be named "__proto__". Give it another name.',
        value,
        'any other name',
      ),
    ),
];
