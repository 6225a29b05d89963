import type { Gallery } from '@azure/arm-compute';
import type { Galleries } from '../activities/ports';
import { AzureRefusal } from '../activities/refusal';
import type { Clients } from './clients';
import { ask, lookUp } from './errors';
import { provisioningStateOf } from './provisioningState';
import { put } from './put';
import { parseResourceId } from './resourceId';

export const createGalleries = ({ compute }: Clients): Galleries => {
  const at = (id: string) => {
    const { subscriptionId, resourceGroup, names } = parseResourceId(id);
    const [gallery = ''] = names;
    return { galleries: compute(subscriptionId).galleries, path: [resourceGroup, gallery] as const };
  };
  return {
    find: id =>
      lookUp(id, async () => {
        const { galleries, path } = at(id);
        const { location, description, tags, provisioningState } = await galleries.get(...path);
        return { location, description, tags, provisioningState: provisioningStateOf(provisioningState) };
      }),
    findNamesake: async id => {
      try {
        return await ask(id, () => namesake(id, at(id).galleries.list()));
      } catch (error) {
        // An identity that may only see its own group cannot know; Azure then refuses the gallery itself.
        if (error instanceof AzureRefusal) return undefined;
        throw error;
      }
    },
    create: (id, { location, description, tags }) =>
      ask(id, async () => {
        const { galleries, path } = at(id);
        const body = { location, description, tags: tags && { ...tags } };
        return put(options => galleries.createOrUpdate(...path, body, options).submitted());
      }),
    update: (id, { description, tags }) =>
      ask(id, async () => {
        const { galleries, path } = at(id);
        await galleries.update(...path, { description, tags: tags && { ...tags } }).submitted();
      }),
  };
};

const namesake = async (id: string, galleries: AsyncIterable<Gallery>): Promise<string | undefined> => {
  const [name] = parseResourceId(id).names;
  for await (const gallery of galleries) {
    const other = gallery.id?.toLowerCase() !== id.toLowerCase();
    if (other && gallery.name?.toLowerCase() === name?.toLowerCase()) return gallery.id;
  }
  return undefined;
};
