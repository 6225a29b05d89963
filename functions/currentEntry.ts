import type { IndexEntry } from '../activities/ports';
import { hasEnded, type Publication } from '../domain/publication';
import { lastWord } from './orchestrations';
import type { Dependencies, Instance, Orchestrations } from './ports';

/** After that something in the publication itself brings its orchestration down. */
const mostRestarts = 5;

export type CurrentEntry = IndexEntry & {
  /**
   * Why nothing works on it: whoever accepted it was stopped before the orchestration started, or the orchestration was
   * lost with a worker. `restartOrchestration` brings it back.
   */
  readonly orphaned: false | 'unstarted' | 'crashed';
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
  if (!instance || (instance.ended && instance.attempt < attempt)) return { ...entry, orphaned: 'unstarted' };
  if (instance.attempt !== attempt) return { ...entry, orphaned: false };
  if (instance.crashed && !lastWord(instance) && entry.restarts < mostRestarts) {
    return { ...entry, publication: overlaid(entry, { ...instance, crashed: false }), orphaned: 'crashed' };
  }
  const publication = overlaid(entry, instance);
  if (!hasEnded(publication)) return { ...entry, publication, orphaned: false };
  // A lost race means that the end was written meanwhile; either way the entry has a new etag now.
  await publications.replace({ ...entry, publication });
  return { ...((await publications.find(id)) ?? { ...entry, publication }), orphaned: false };
};

const overlaid = ({ publication, cancelRequested }: IndexEntry, instance: Instance): Publication => {
  const latest = withLatest(publication, instance);
  if (lastWord(instance)) return latest;
  if (instance.stopped || instance.crashed)
    return { ...latest, state: 'failed', error: stopped, endedAt: latest.updatedAt };
  return cancelRequested ? { ...latest, state: 'cancelling' } : latest;
};

/** The custom status of a large publication leaves out what the index has. */
const withLatest = (publication: Publication, { publication: latest }: Instance): Publication => {
  if (latest?.attempt !== publication.attempt) return publication;
  const { request, regions } = publication;
  return {
    ...publication,
    ...latest,
    request,
    regions: regions.map(region => latest.regions.find(({ name }) => name === region.name) ?? region),
    resources: longer(latest.resources, publication.resources),
    roleAssignments: longer(latest.roleAssignments, publication.roleAssignments),
    warnings: longer(latest.warnings, publication.warnings),
  };
};

const longer = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (a.length < b.length ? b : a);

const stopped = {
  code: 'orchestration-stopped',
  message:
    'The orchestration was ended from outside (terminated or failed in the host). What was done stays; deliver the request again to go on from there.',
};
