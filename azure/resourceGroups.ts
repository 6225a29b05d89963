import type { ResourceGroups } from '../activities/ports';
import type { Clients } from './clients';
import { ask, lookUp } from './errors';
import { put } from './put';
import { parseResourceId } from './resourceId';

export const createResourceGroups = ({ resources }: Clients): ResourceGroups => {
  const at = (id: string) => {
    const { subscriptionId, resourceGroup } = parseResourceId(id);
    return { groups: resources(subscriptionId).resourceGroups, name: resourceGroup };
  };
  return {
    find: id =>
      lookUp(id, async () => {
        const { groups, name } = at(id);
        const { location, tags } = await groups.get(name);
        return { location, tags };
      }),
    create: (id, { location, tags }) =>
      ask(id, async () => {
        const { groups, name } = at(id);
        return put(options => groups.createOrUpdate(name, { location, tags: tags && { ...tags } }, options));
      }),
    setTags: (id, tags) =>
      ask(id, async () => {
        const { groups, name } = at(id);
        await groups.update(name, { tags: { ...tags } });
      }),
  };
};
