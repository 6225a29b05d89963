import type { IndexEntry } from '../activities/ports';
import { admit, newPublication } from '../domain/admission';
import { publicationId } from '../domain/ids';
import type { Publication } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { currentEntry } from './currentEntry';
import type { Dependencies, Orchestrations } from './ports';
import { restartOrchestration, startOrchestration } from './startOrchestration';

type Accepted =
  | { readonly kind: 'started' | 'same'; readonly publication: Publication }
  | { readonly kind: 'conflict'; readonly publication: Publication; readonly pointers: readonly string[] };

type World = Pick<Dependencies, 'publications'> & { readonly orchestrations: Orchestrations; readonly now: () => Date };

/**
 * Turns a valid request into a publication, once, however often and from wherever it is delivered at the same time: the
 * conditional write to the index decides, and only who wrote starts the orchestration. `delivery`: id of a queue message.
 */
export const acceptRequest = async (
  request: PublishRequest,
  delivery: string | undefined,
  world: World,
): Promise<Accepted> => {
  const { publications, now } = world;
  for (;;) {
    const entry = await publications.find(publicationId(request));
    const known = entry && (await currentEntry(entry, world));
    const verdict = admit(request, known, delivery);
    if (known && verdict.kind === 'conflict') return { ...verdict, publication: known.publication };
    if (known && verdict.kind === 'same') {
      if (known.orphaned) await restartOrchestration(known, world);
      return { kind: 'same', publication: known.publication };
    }
    const attempt = verdict.kind === 'start' ? verdict.attempt : 1;
    const publication = newPublication(request, attempt, now(), known?.publication);
    const next = {
      publication,
      deliveries: remembered(known, delivery),
      creations: [],
      restarts: 0,
      cancelRequested: false,
    };
    const won = known ? await publications.replace({ ...next, etag: known.etag }) : await publications.insert(next);
    if (!won) continue;
    await startOrchestration(publication, world);
    return { kind: 'started', publication };
  }
};

const remembered = (known: IndexEntry | undefined, delivery: string | undefined): string[] =>
  [...(known?.deliveries ?? []), ...(delivery === undefined ? [] : [delivery])].slice(-20);
