import { setTimeout as sleep } from 'node:timers/promises';
import { newPublication, requestOf } from '../domain/admission';
import type { Publication } from '../domain/publication';
import type { CurrentEntry } from './currentEntry';
import type { Dependencies, Orchestrations } from './ports';

type World = Pick<Dependencies, 'publications'> & { readonly orchestrations: Orchestrations };

/**
 * Starts the orchestration of an accepted publication. The one of the attempt before may still be about to return; when
 * it does not within seconds this throws, and the publication is started later by `mendPublications`.
 */
export const startOrchestration = async (
  publication: Publication,
  { orchestrations }: Pick<World, 'orchestrations'>,
): Promise<void> => {
  const input = { publication: { ...publication, request: requestOf(publication) } };
  for (let tries = 0; tries < 20; tries++) {
    if (await orchestrations.start(input)) return;
    const running = await orchestrations.find(publication.id);
    if (running?.attempt === publication.attempt && !running.ended) return;
    await sleep(250);
  }
  throw new Error(
    `The orchestration of the attempt before still runs; attempt ${publication.attempt} of ${publication.id} starts when it has ended.`,
  );
};

/**
 * Starts the orchestration of an orphaned publication again, from its first step: it goes on from what exists. The claim
 * of the lost execution is taken away by a conditional write, so that of several who notice only one starts it.
 */
export const restartOrchestration = async ({ orphaned, ...entry }: CurrentEntry, world: World): Promise<void> => {
  const { attempt } = entry.publication;
  const restarts = orphaned === 'crashed' ? entry.restarts + 1 : entry.restarts;
  const restarted = { ...entry, owner: undefined, restarts };
  if (!(await world.publications.replace(restarted))) return;
  const { id } = entry.publication;
  const fresh = newPublication(requestOf(entry.publication), attempt, new Date(), entry.publication);
  await startOrchestration({ ...fresh, id }, world);
};
