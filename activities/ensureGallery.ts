import { galleryChanges, tagsWith } from '../domain/changes';
import { resourceIds } from '../domain/ids';
import { done, type Outcome } from '../domain/outcome';
import type { ResourceStatus } from '../domain/publication';
import { regionKey } from '../domain/regions';
import type { EnsureInput } from './ensureResourceGroup';
import { createOwn, isOwn } from './ownCreation';
import type { Ports } from './ports';
import { answered, gaveUp, notReady } from './refusal';

/** Starts the creation of a missing gallery; brings description and tags of an existing one up to date. */
export const ensureGallery =
  ({ galleries, publications }: Pick<Ports, 'galleries' | 'publications'>) =>
  (input: EnsureInput): Promise<Outcome<ResourceStatus>> =>
    answered(async () => {
      const { request } = input;
      const id = resourceIds(request).gallery;
      const { location, description, tags } = request.gallery;
      const found = await galleries.find(id);
      if (!found || found.provisioningState === 'Failed') {
        const gallery = { location: regionKey(location), description, tags };
        await createOwn(id, input, { publications }, () => galleries.create(id, gallery));
        return found ? gaveUp(id) : notReady(id);
      }
      if (found.provisioningState !== 'Succeeded') return notReady(id);
      if (galleryChanges(request.gallery, found).length > 0) {
        await galleries.update(id, { description: description ?? found.description, tags: tagsWith(found.tags, tags) });
      }
      return done({ id, created: await isOwn(id, input, { publications }) });
    });
