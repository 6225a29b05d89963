import { type Path, pointerTo } from '../pointer';
import { type Problem, problem } from '../problem';

type Item = string | number | undefined;

type Kind = {
  /** Where the item of that index stands. */
  readonly at: (index: number) => Path;
  readonly code: string;
  /** What the items are, as in "the region". */
  readonly what: string;
  /** Equal for items that are the same to Azure. */
  readonly key?: (item: string) => string;
};

/** A problem for each item that an earlier one equals; items that are not valid are absent and never equal. */
export const repeated = (items: readonly Item[] | undefined, kind: Kind): Problem[] => {
  const firsts = new Map<Item, number>();
  return (items ?? []).flatMap((item, index) => {
    if (item === undefined) return [];
    const key = typeof item === 'string' && kind.key ? kind.key(item) : item;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    return first === undefined ? [] : [repetition(item, index, first, kind)];
  });
};

const repetition = (item: Item, index: number, first: number, { at, code, what }: Kind): Problem =>
  problem(
    at(index),
    code,
    `Here is ${what} ${item} again: it stands at ${pointerTo(at(first))} already. Remove one of the two.`,
    item,
    'each at most once',
  );

export const ignoringCase = (text: string): string => text.toLowerCase();
