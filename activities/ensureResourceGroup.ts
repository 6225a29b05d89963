import { groupChanges, tagsWith } from '../domain/changes';
import { resourceIds } from '../domain/ids';
import { done, type Outcome } from '../domain/outcome';
import type { ResourceStatus } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { regionKey } from '../domain/regions';
import { createOwn, isOwn } from './ownCreation';
import type { Ports } from './ports';
import { answered } from './refusal';

/** What a step that may create a resource is given. */
export type EnsureInput = { readonly request: PublishRequest; readonly publicationId: string };

/** Creates the resource group when it is missing; an existing one only gets the tags of the request. */
export const ensureResourceGroup =
  ({ resourceGroups, publications }: Pick<Ports, 'resourceGroups' | 'publications'>) =>
  (input: EnsureInput): Promise<Outcome<ResourceStatus>> =>
    answered(async () => {
      const { request } = input;
      const id = resourceIds(request).resourceGroup;
      const { location, tags } = request.resourceGroup;
      const found = await resourceGroups.find(id);
      if (!found) {
        const group = { location: regionKey(location), tags };
        await createOwn(id, input, { publications }, () => resourceGroups.create(id, group));
      } else if (groupChanges(request.resourceGroup, found).length > 0) {
        await resourceGroups.setTags(id, tagsWith(found.tags, tags) ?? {});
      }
      return done({ id, created: await isOwn(id, input, { publications }) });
    });
