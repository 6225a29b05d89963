import type { ImageDefinition } from '../domain/azureResources';
import { definitionChanges, tagsWith, withSecurityType } from '../domain/changes';
import { resourceIds } from '../domain/ids';
import { done, type Outcome, refused } from '../domain/outcome';
import { immutableProblems } from '../domain/plan';
import type { ResourceStatus } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { regionKey } from '../domain/regions';
import type { EnsureInput } from './ensureResourceGroup';
import { createOwn, isOwn } from './ownCreation';
import type { Ports } from './ports';
import { answered, gaveUp, notReady } from './refusal';

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
        return found ? gaveUp(id) : notReady(id);
      }
      if (found.provisioningState !== 'Succeeded') return notReady(id);
      const created = await isOwn(id, input, { publications });
      // The plan saw none of these, unless somebody else made the definition since. Of our own, Azure may show less than it got.
      const problems = created ? [] : immutableProblems(request, found);
      if (problems.length > 0) return refused(...problems);
      if (definitionChanges(request.imageDefinition, found).length > 0) {
        await imageDefinitions.put(id, updated(request, found));
      }
      return done({ id, created });
    });

const wanted = ({ imageDefinition: { name: _, ...definition } }: PublishRequest): ImageDefinition => ({
  ...definition,
  location: regionKey(definition.location),
  features: withSecurityType(definition.features),
});

/** The existing definition with the request over it; what Azure never changes is sent as Azure has it, letter by letter. */
const updated = (
  { imageDefinition: { name: _, ...definition } }: PublishRequest,
  found: ImageDefinition,
): ImageDefinition => ({
  ...found,
  ...definition,
  location: found.location,
  osType: found.osType,
  osState: found.osState,
  hyperVGeneration: found.hyperVGeneration,
  architecture: found.architecture,
  identifier: found.identifier,
  purchasePlan: found.purchasePlan,
  features: found.features,
  tags: tagsWith(found.tags, definition.tags),
});
