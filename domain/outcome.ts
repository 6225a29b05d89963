import type { Json } from './json';

/** One thing that is wrong with a request or that Azure refused. */
export type PublicationError = {
  readonly code: string;
  /** What is wrong and what to do, for a person. */
  readonly message: string;
  /** RFC 6901, into the publish request. */
  readonly pointer?: string;
  readonly resourceId?: string;
};

/**
 * How a step ended. Expected answers are values (a thrown refusal would be retried for minutes); faults are thrown.
 * `again`: nothing is wrong yet, ask once more after so many seconds, and give up with `error` after `patienceSeconds`.
 */
export type Outcome<T extends Json> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly errors: readonly PublicationError[] }
  | {
      readonly kind: 'again';
      readonly afterSeconds: number;
      readonly patienceSeconds: number;
      readonly error: PublicationError;
    };

export const done = <T extends Json>(value: T): Outcome<T> => ({ kind: 'done', value });

export const refused = (...errors: readonly PublicationError[]) => ({ kind: 'refused', errors }) as const;

export const again = (afterSeconds: number, patienceSeconds: number, error: PublicationError) =>
  ({ kind: 'again', afterSeconds, patienceSeconds, error }) as const;
