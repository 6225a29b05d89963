import type { Publications } from './ports';

type Creating = { readonly publicationId: string };

type Index = { readonly publications: Publications };

/**
 * Creates a resource and remembers whose creation it is. The index is told before Azure is: a step that is run again
 * after a crash finds the resource, and by that note knows it for its own work and not for another publication's.
 */
export const createOwn = async <T extends { readonly created: boolean }>(
  resourceId: string,
  { publicationId }: Creating,
  { publications }: Index,
  create: () => Promise<T>,
): Promise<T> => {
  const noted = await note(publications, publicationId, known => [...new Set([...known, resourceId])]);
  const answer = await create();
  // Somebody else was first, between our look and our PUT; unless we were, and Azure showed our own work too late.
  if (!answer.created && !noted) {
    await note(publications, publicationId, known => known.filter(id => id !== resourceId));
  }
  return answer;
};

/** Whether a resource that is there now was created by this attempt of the publication. */
export const isOwn = async (
  resourceId: string,
  { publicationId }: Creating,
  { publications }: Index,
): Promise<boolean> => (await publications.find(publicationId))?.creations.includes(resourceId) ?? false;

/** Changes the notes; answers whether they were so before. */
const note = async (
  publications: Publications,
  publicationId: string,
  change: (known: readonly string[]) => readonly string[],
): Promise<boolean> => {
  for (;;) {
    const entry = await publications.find(publicationId);
    if (!entry) return false;
    const creations = change(entry.creations);
    if (creations.length === entry.creations.length) return true;
    if (await publications.replace({ ...entry, creations })) return false;
  }
};
