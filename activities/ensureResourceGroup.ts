import { groupChanges, tagsWith } from '../domain/changes';
import { resourceIds } from '../domain/ids';
import { done, type Outcome } from '../domain/outcome';
import type { ResourceStatus } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { regionKey } from '../domain/regions';
import type { Ports } from './ports';
import { answered } from './refusal';

/** What an ensure step is given; `missing`: the plan found that the resource is not there, so that it is ours. */
export type EnsureInput = { readonly request: PublishRequest; readonly missing: boolean };

/** Creates the resource group when it is missing; an existing one only gets the tags of the request. */
export const ensureResourceGroup =
  ({ resourceGroups }: Pick<Ports, 'resourceGroups'>) =>
  ({ request, missing }: EnsureInput): Promise<Outcome<ResourceStatus>> =>
    answered(async () => {
      const id = resourceIds(request).resourceGroup;
      const { location, tags } = request.resourceGroup;
      const found = await resourceGroups.find(id);
      if (!found) await resourceGroups.create(id, { location: regionKey(location), tags });
      else if (groupChanges(request.resourceGroup, found).length > 0) {
        await resourceGroups.setTags(id, tagsWith(found.tags, tags) ?? {});
      }
      return done({ id, created: missing });
    });
