import { newPublication } from '../../domain/admission';
import type { Publication } from '../../domain/publication';
import type { PublishRequest } from '../../domain/publishRequest';
import { aRequest } from './aRequest';

type AcceptedPublication = Publication & { readonly request: PublishRequest };

/** A publication as it was just accepted, of which a test names only what matters. */
export const aPublication = (overrides: Partial<AcceptedPublication> = {}): AcceptedPublication => ({
  ...newPublication(overrides.request ?? aRequest(), 1, new Date('2026-11-24T08:59:00.000Z')),
  ...overrides,
});
