import type { Galleries } from '../activities/ports';
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
