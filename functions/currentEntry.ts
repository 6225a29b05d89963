import type { IndexEntry } from '../activities/ports';
import { hasEnded, type Publication } from '../domain/publication';
import { lastWord } from './orchestrations';
import type { Dependencies, Instance, Orchestrations } from './ports';

export type CurrentEntry = IndexEntry & {
  /** Accepted, but no orchestration of this attempt was ever started: whoever accepted it was stopped in between. */
  readonly orphaned: boolean;
};

/**
 * An index entry with what its orchestration instance knows better: the live progress of a running one, and the end of
 * one that could not write it itself (terminated by hand, say), which is then written to the index.
 */
export const currentEntry = async (
  entry: IndexEntry,
  { publications, orchestrations }: Pick<Dependencies, 'publications'> & { readonly orchestrations: Orchestrations },
): Promise<CurrentEntry> => {
  if (hasEnded(entry.publication)) return { ...entry, orphaned: false };
  const { id, attempt } = entry.publication;
  const instance = await orchestrations.find(id);
  if (!instance || (instance.ended && instance.attempt < attempt)) return { ...entry, orphaned: true };
  if (instance.attempt !== attempt) return { ...entry, orphaned: false };
  const publication = overlaid(entry, instance);
  if (!hasEnded(publication)) return { ...entry, publication, orphaned: false };
  // A lost race means that the end was written meanwhile; either way the entry has a new etag now.
  await publications.replace({ ...entry, publication });
  return { ...((await publications.find(id)) ?? { ...entry, publication }), orphaned: false };
};

const overlaid = ({ publication, cancelRequested }: IndexEntry, instance: Instance): Publication => {
  const { request } = publication;
  const latest =
    instance.publication?.attempt === publication.attempt
      ? { ...publication, ...instance.publication, request }
      : publication;
  if (!instance.ended) return cancelRequested ? { ...latest, state: 'cancelling' } : latest;
  return lastWord(instance) ? latest : { ...latest, state: 'failed', error: stopped, endedAt: latest.updatedAt };
};

const stopped = {
  code: 'orchestration-stopped',
  message:
    'The orchestration was ended from outside (terminated or failed in the host). What was done stays; deliver the request again to go on from there.',
};
