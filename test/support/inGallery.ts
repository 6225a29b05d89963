import type { PublishRequest } from '../../domain/publishRequest';
import { aRequest } from './aRequest';

/** The request in a resource group and gallery of its own, so that tests on one stack do not meet. */
export const inGallery = (name: string, request: PublishRequest = aRequest()): PublishRequest => ({
  ...request,
  resourceGroup: { ...request.resourceGroup, name: `${name}RG` },
  gallery: { ...request.gallery, name },
});
