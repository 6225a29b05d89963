import type { Publication } from './publication';
import type { PublishRequest } from './publishRequest';

/** What is known of a replication that is waited for; it travels from one generation of the orchestration to the next. */
export type Waiting = {
  readonly since: string;
  readonly operation?: string;
  readonly retryAfterSeconds?: number;
  /** How often the version was PUT again because a requested region was not among its targets. */
  readonly repeatedPuts: number;
};

/** The input of the orchestration: at first a publication as accepted; after `continueAsNew`, as far as it got. */
export type PublishInput = {
  readonly publication: Publication & { readonly request: PublishRequest };
  readonly owner?: string;
  readonly waiting?: Waiting;
};
