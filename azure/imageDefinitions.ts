import type { GalleryImage } from '@azure/arm-compute';
import type { ImageDefinitions } from '../activities/ports';
import type { ImageDefinition } from '../domain/azureResources';
import type { Clients } from './clients';
import { ask, lookUp } from './errors';
import { provisioningStateOf } from './provisioningState';
import { put } from './put';
import { parseResourceId } from './resourceId';

export const createImageDefinitions = ({ compute }: Clients): ImageDefinitions => {
  const at = (id: string) => {
    const { subscriptionId, resourceGroup, names } = parseResourceId(id);
    const [gallery = '', definition = ''] = names;
    return { images: compute(subscriptionId).galleryImages, path: [resourceGroup, gallery, definition] as const };
  };
  return {
    find: id =>
      lookUp(id, async () => {
        const { images, path } = at(id);
        return definitionOf(await images.get(...path));
      }),
    put: (id, definition) =>
      ask(id, async () => {
        const { images, path } = at(id);
        return put(options => images.createOrUpdate(...path, galleryImageOf(definition), options).submitted());
      }),
  };
};

const definitionOf = (image: GalleryImage): ImageDefinition => ({
  location: image.location,
  osType: image.osType ?? 'Linux',
  osState: image.osState ?? 'Generalized',
  hyperVGeneration: image.hyperVGeneration === 'V2' ? 'V2' : 'V1',
  architecture: image.architecture === 'Arm64' ? 'Arm64' : 'x64',
  identifier: image.identifier ?? { publisher: '', offer: '', sku: '' },
  description: image.description,
  eula: image.eula,
  privacyStatementUri: image.privacyStatementUri,
  releaseNoteUri: image.releaseNoteUri,
  endOfLifeDate: image.endOfLifeDate?.toISOString(),
  recommended: image.recommended,
  disallowed: image.disallowed,
  purchasePlan: image.purchasePlan?.name ? { ...image.purchasePlan, name: image.purchasePlan.name } : undefined,
  features: image.features?.flatMap(({ name, value, startsAtVersion }) =>
    name && value ? [{ name, value, startsAtVersion }] : [],
  ),
  allowUpdateImage: image.allowUpdateImage,
  tags: image.tags,
  provisioningState: provisioningStateOf(image.provisioningState),
});

const galleryImageOf = ({ provisioningState: _, endOfLifeDate, ...definition }: ImageDefinition): GalleryImage => ({
  ...definition,
  endOfLifeDate: endOfLifeDate === undefined ? undefined : new Date(endOfLifeDate),
});
