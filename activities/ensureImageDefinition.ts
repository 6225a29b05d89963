import type { ImageDefinition } from '../domain/azureResources';
import { definitionChanges, tagsWith } from '../domain/changes';
import { resourceIds } from '../domain/ids';
import { done, type Outcome } from '../domain/outcome';
import type { ResourceStatus } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { regionKey } from '../domain/regions';
import type { EnsureInput } from './ensureResourceGroup';
import { createOwn, isOwn } from './ownCreation';
import type { Ports } from './ports';
import { answered, notReady } from './refusal';

/** Starts the creation of a missing image definition; brings what Azure lets change of an existing one up to date. */
export const ensureImageDefinition =
  ({ imageDefinitions, publications }: Pick<Ports, 'imageDefinitions' | 'publications'>) =>
  (input: EnsureInput): Promise<Outcome<ResourceStatus>> =>
    answered(async () => {
      const { request } = input;
      const id = resourceIds(request).imageDefinition;
      const found = await imageDefinitions.find(id);
      if (!found || found.provisioningState === 'Failed') {
        await createOwn(id, input, { publications }, () => imageDefinitions.put(id, wanted(request)));
        return notReady(id);
      }
      if (found.provisioningState !== 'Succeeded') return notReady(id);
      if (definitionChanges(request.imageDefinition, found).length > 0) {
        await imageDefinitions.put(id, updated(request, found));
      }
      return done({ id, created: await isOwn(id, input, { publications }) });
    });

/** Says the security type, too: newer api-versions make an unspecified one Trusted Launch (facts: arm, 2.2). */
const wanted = ({ imageDefinition: { name: _, ...definition } }: PublishRequest): ImageDefinition => {
  const features = definition.features ?? [];
  const secure = features.some(feature => feature.name === 'SecurityType');
  return {
    ...definition,
    location: regionKey(definition.location),
    features: secure ? features : [...features, { name: 'SecurityType', value: 'Standard' }],
  };
};

/** The existing definition with the request over it; what Azure never changes stays as Azure has it. */
const updated = (request: PublishRequest, found: ImageDefinition): ImageDefinition => ({
  ...found,
  ...wanted(request),
  location: found.location,
  features: found.features,
  tags: tagsWith(found.tags, request.imageDefinition.tags),
});
