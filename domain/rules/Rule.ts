import type { Problem } from '../problem';
import type { RequestParts } from '../requestParts';

/** A rule across fields. It looks at the valid parts alone, and keeps quiet where a part that it needs is not valid. */
export type Rule = {
  /** In words, for the published JSON Schema, which cannot express it. */
  readonly says: string;
  readonly problems: (request: RequestParts, now: Date) => readonly Problem[];
};
