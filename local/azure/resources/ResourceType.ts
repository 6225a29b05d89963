import type { Claims } from '../entra/Tokens';
import type { ArmPath } from '../shared/armPath';
import type { AsyncOperation } from '../shared/Operations';
import type { Reply } from '../shared/Reply';
import type { Call } from '../shared/service';
import type { WindowLimit } from '../shared/Throttle';
import type { World } from '../shared/World';

/** What is done with a type; LIST is a GET of a collection. */
export type Verb = 'GET' | 'LIST' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** A request that passed the front end. */
export interface ArmCall extends Call {
  readonly path: ArmPath;
  readonly verb: Verb;
  readonly apiVersion: string;
  readonly claims: Claims;
}

export type Handler = (call: ArmCall) => Reply;

/** One type of resource: what it answers, and what happens when one of its operations ends. */
export interface ResourceType {
  /** As Azure writes it; requests may use any casing. */
  readonly type: string;
  /** The versions it speaks, oldest first. */
  readonly apiVersions: readonly string[];
  readonly handlers: Partial<Record<Verb, Handler>>;
  /** The resource provider's own budget per subscription and region. */
  readonly limits?: Partial<Record<Verb, WindowLimit[]>>;
  /** Compute prints its JSON over many lines. */
  readonly pretty?: boolean;
  /** Whoever has a token may ask: no right is looked up. */
  readonly open?: boolean;
  /** What the required right is named after, when it is not the type. */
  readonly actionType?: string;
  ended?(world: World, operation: AsyncOperation): void;
}
