import { done, type Outcome, refused } from '../domain/outcome';
import type { Ports } from './ports';

/** `owner` is one execution of one attempt: the same across its retries and generations, another for anybody else. */
type ClaimInput = { readonly publicationId: string; readonly attempt: number; readonly owner: string };

const refusal = refused({
  code: 'version-claimed',
  message: 'Another Vernissage publishes this image version. Follow that publication; nothing was done here.',
});

/** Makes this execution the only writer of the image version; one conditional write decides, on whatever machine. */
export const claimVersion =
  ({ publications }: Pick<Ports, 'publications'>) =>
  async ({ publicationId, attempt, owner }: ClaimInput): Promise<Outcome<{ owner: string }>> => {
    for (;;) {
      const entry = await publications.find(publicationId);
      if (entry?.publication.attempt !== attempt) return refusal;
      if (entry.owner === owner) return done({ owner });
      if (entry.owner !== undefined) return refusal;
      if (await publications.replace({ ...entry, owner })) return done({ owner });
    }
  };
