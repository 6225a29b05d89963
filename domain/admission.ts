import { differences } from './differences';
import { publicationId } from './ids';
import { hasEnded, type Publication } from './publication';
import type { PublishRequest } from './publishRequest';

type Verdict =
  | { readonly kind: 'start'; readonly attempt: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'conflict'; readonly pointers: readonly string[] };

/**
 * What a delivered request means for the publication of its image version (design, 3): the same publication while it
 * runs or after `published`, a conflict when the content differs then, the next attempt after any other end, unless the
 * very same queue message comes once more.
 */
export const admit = (
  request: PublishRequest,
  known: { readonly publication: Publication; readonly deliveries: readonly string[] } | undefined,
  delivery: string | undefined,
): Verdict => {
  if (!known) return { kind: 'start', attempt: 1 };
  const { publication, deliveries } = known;
  if (delivery !== undefined && deliveries.includes(delivery)) return { kind: 'same' };
  if (hasEnded(publication) && publication.state !== 'published')
    return { kind: 'start', attempt: publication.attempt + 1 };
  const pointers = differences(requestOf(publication), request);
  return pointers.length === 0 ? { kind: 'same' } : { kind: 'conflict', pointers };
};

/** The request of a publication that was accepted once. */
export const requestOf = ({ request }: Publication): PublishRequest => request as PublishRequest;

/** A publication as it begins: nothing done, every region still unknown. */
export const newPublication = (request: PublishRequest, attempt: number, now: Date, first?: Publication) => ({
  id: publicationId(request),
  state: 'running' as const,
  step: 'accepted' as const,
  attempt,
  request,
  resources: [],
  regions: request.imageVersion.targetRegions.map(({ name }) => ({
    name,
    state: 'Unknown' as const,
    progress: 0,
    details: '',
  })),
  roleAssignments: [],
  warnings: [],
  createdAt: first?.createdAt ?? now.toISOString(),
  updatedAt: now.toISOString(),
});
