import { hasEnded, type Publication } from '../domain/publication';
import type { Ports } from './ports';

type RecordInput = { readonly publication: Publication; readonly owner: string };

/** `superseded`: the index belongs to another execution or a later attempt, and this one has nothing more to say. */
type Recorded = { readonly cancelRequested: boolean; readonly superseded: boolean };

const recorded: Recorded = { cancelRequested: false, superseded: false };
const superseded: Recorded = { cancelRequested: false, superseded: true };

/** Writes the publication to the index, and brings back what steering was written there meanwhile. */
export const recordPublication =
  ({ publications }: Pick<Ports, 'publications'>) =>
  async ({ publication, owner }: RecordInput): Promise<Recorded> => {
    for (;;) {
      const entry = await publications.find(publication.id);
      if (!entry) {
        if (
          await publications.insert({
            publication,
            owner,
            deliveries: [],
            creations: [],
            restarts: 0,
            cancelRequested: false,
          })
        )
          return recorded;
        continue;
      }
      if (entry.publication.attempt !== publication.attempt) return superseded;
      if (entry.owner !== undefined && entry.owner !== owner) return superseded;
      // A repeated last write must not open an ended publication again.
      if (hasEnded(entry.publication) && !hasEnded(publication)) return superseded;
      const shown =
        entry.cancelRequested && !hasEnded(publication)
          ? ({ ...publication, state: 'cancelling' } as const)
          : publication;
      if (await publications.replace({ ...entry, publication: shown })) {
        return { ...recorded, cancelRequested: entry.cancelRequested };
      }
    }
  };
