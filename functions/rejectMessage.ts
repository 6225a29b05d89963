import type { Json } from '../domain/json';
import type { PublicationError } from '../domain/outcome';
import { combined, type Publication } from '../domain/publication';
import type { Triggers } from './ports';

/** What of a refused message is kept: enough to recognise it. */
const mostCharacters = 32_000;

type Rejection = {
  readonly id: string;
  readonly message: Json;
  readonly errors: readonly PublicationError[];
  readonly at: Date;
};

/** Lists a message that cannot become a publication as a rejected one, once; answers whether it was new. */
export const rejectMessage = (
  { id, message, errors, at }: Rejection,
  { publications }: Pick<Triggers, 'publications'>,
): Promise<boolean> => {
  const time = at.toISOString();
  const publication: Publication = {
    id,
    state: 'rejected',
    step: 'accepted',
    attempt: 1,
    request: shortened(message),
    resources: [],
    regions: [],
    roleAssignments: [],
    warnings: [],
    error: combined(errors),
    createdAt: time,
    updatedAt: time,
    endedAt: time,
  };
  return publications.insert({ publication, deliveries: [], creations: [], restarts: 0, cancelRequested: false });
};

const shortened = (message: Json): Json => {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return text.length <= mostCharacters ? message : `${text.slice(0, mostCharacters)}…`;
};
