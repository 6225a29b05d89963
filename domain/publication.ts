import type { Json } from './json';
import type { PublicationError } from './outcome';

export const publicationStates = ['running', 'cancelling', 'published', 'rejected', 'failed', 'cancelled'] as const;
export type PublicationState = (typeof publicationStates)[number];

/** The steps of the process, in order; a publication that did not succeed keeps the step in which it ended. */
export type PublicationStep =
  | 'accepted'
  | 'checkPlan'
  | 'ensureResourceGroup'
  | 'ensureGallery'
  | 'ensureImageDefinition'
  | 'claimVersion'
  | 'createVersion'
  | 'replicate'
  | 'share'
  | 'done';

export type RegionStatus = {
  readonly name: string;
  readonly state: 'Unknown' | 'Replicating' | 'Completed' | 'Failed';
  /** 0 to 100. */
  readonly progress: number;
  /** Azure's words, empty when it has nothing to say. */
  readonly details: string;
};

export type ResourceStatus = { readonly id: string; readonly created: boolean };

export type RoleAssignmentStatus = {
  readonly id: string;
  readonly principalId: string;
  readonly scope: string;
  readonly role: string;
};

/** The one status: what the API, the list, the custom status and the demo show. Times are ISO 8601 in UTC. */
export type Publication = {
  readonly id: string;
  readonly state: PublicationState;
  readonly step: PublicationStep;
  /** 1 for the first; a new delivery after rejected, failed or cancelled starts the next. */
  readonly attempt: number;
  /** The publish request; what was sent, as text or JSON, when it was refused. */
  readonly request: Json;
  readonly resources: readonly ResourceStatus[];
  readonly regions: readonly RegionStatus[];
  readonly roleAssignments: readonly RoleAssignmentStatus[];
  readonly warnings: readonly string[];
  /** `problems` lists all of them when there is more than one. */
  readonly error?: PublicationError & { readonly problems?: readonly PublicationError[] };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly endedAt?: string;
};

export const hasEnded = ({ state }: Pick<Publication, 'state'>): boolean =>
  state !== 'running' && state !== 'cancelling';

/** One error for the status: the only one, or a summary that carries them all. */
export const combined = (errors: readonly PublicationError[]): Publication['error'] => {
  const [first, ...more] = errors;
  if (!first || more.length === 0) return first;
  const lines = errors.map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message));
  return { ...first, message: `${errors.length} problems: ${lines.join(' ')}`, problems: errors };
};
