import { excerpt } from './excerpt';
import type { Json } from './json';
import { type Path, pointerTo } from './pointer';

/** One thing that is wrong with a publish request, and what to do about it. */
export type Problem = {
  /** RFC 6901; of a missing key, the place where it should be. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  /** What stands at the pointer, shortened when it is large; absent when nothing stands there. */
  readonly value?: Json;
  readonly allowed?: string;
};

export const problem = (path: Path, code: string, detail: string, value: unknown, allowed?: string): Problem => ({
  pointer: pointerTo(path),
  code,
  detail,
  ...(value === undefined ? {} : { value: excerpt(value) }),
  ...(allowed === undefined ? {} : { allowed }),
});
