import { checkRequest } from '../../domain/checkRequest';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { at, changed, pointersOf, without } from '../support/changed';

const now = new Date('2026-11-24T09:00:00Z');

/** A small seeded generator (mulberry32): the same seed gives the same mutations. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x',
  'x'.repeat(5000),
  '__proto__',
  '\u0000',
  '😀',
  '1.0.0',
  'eastus',
  [],
  [[]],
  [null],
  {},
  { id: 'x' },
  { name: null },
  { min: 2, max: 1 },
  [{ name: 'eastus' }, { name: 'East US' }],
  [{ lun: 1 }, { lun: 1 }],
  JSON.parse('{"__proto__": {"name": 1}}'),
  { constructor: 1, toString: null, hasOwnProperty: 2 },
  [{ name: 'SecurityType', value: 'x' }],
  { length: 3 },
  '2027-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  { osDiskImage: null, dataDiskImages: [5, { lun: 0 }] },
];
const oddKeys = [
  '__proto__',
  'constructor',
  'name ',
  'Name',
  '',
  '0',
  'a/b~c',
  'length',
  'id',
  'tags',
  'x'.repeat(300),
];

const mutated = (json: unknown, random: () => number): unknown => {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const pointer = pick(pointersOf(json)) ?? '';
  const kind = random();
  if (kind < 0.2 && pointer !== '') return without(json, pointer);
  if (kind < 0.4)
    return changed(
      json,
      `${pointer}/${(pick(oddKeys) ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`,
      pick(oddValues),
    );
  if (kind < 0.6) return changed(json, pointer, at(json, pick(pointersOf(json)) ?? ''));
  return changed(json, pointer, pick(oddValues));
};

const mutations = (seed: number): unknown => {
  const random = randomFrom(seed);
  const start: unknown = random() < 0.5 ? aRequest() : aSpecializedRequest();
  const count = 1 + Math.floor(random() * 6);
  return [...Array(count).keys()].reduce(json => mutated(json, random), start);
};

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** The value at a pointer as problems show it: equal when small, of the same kind when cut. */
const expectResolves = (
  json: unknown,
  { pointer, code, value }: { pointer: string; code: string; value?: unknown },
) => {
  if (code === 'TooManyProblems') return;
  if (code === 'MissingKey') {
    expect(at(json, pointer)).toBeUndefined();
    expect(typeof at(json, parentOf(pointer))).toBe('object');
  } else {
    expect(at(json, pointer)).toBeDefined();
    expect(typeof value).toBe(typeof (at(json, pointer) ?? null));
  }
};

describe('checkRequest on 3,000 damaged requests', () => {
  test.each([
    ...Array(30).keys(),
  ])('tells problems at places that exist, and never throws (seeds %i00 to %i99)', hundred => {
    for (let seed = hundred * 100; seed < hundred * 100 + 100; seed += 1) {
      const json = mutations(seed);
      const checked = checkRequest(json, now);
      for (const problem of checked.ok ? [] : checked.problems) expectResolves(json, problem);
      expect(checked.ok || checked.problems.length > 0).toBe(true);
    }
  });
});
