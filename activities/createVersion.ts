import { resourceIds } from '../domain/ids';
import { desiredVersion, sameSource, versionChanges } from '../domain/imageVersion';
import { done, type Outcome, refused } from '../domain/outcome';
import type { PublishRequest } from '../domain/publishRequest';
import type { EnsureInput } from './ensureResourceGroup';
import { createOwn, isOwn } from './ownCreation';
import type { Ports, StartedOperation } from './ports';
import { answered, notReady } from './refusal';

type CreatedVersion = StartedOperation & { readonly id: string };

/**
 * Starts the PUT of the image version and returns. Reads first: a version that is there as wanted, or that Azure
 * still works on, is left alone, and what it has beyond the request is kept.
 */
export const createVersion =
  ({ imageVersions, publications }: Pick<Ports, 'imageVersions' | 'publications'>) =>
  (input: EnsureInput): Promise<Outcome<CreatedVersion>> =>
    answered(async () => {
      const { request } = input;
      const id = resourceIds(request).imageVersion;
      const found = await imageVersions.find(id);
      if (found && !sameSource(request.imageVersion.source, found.source)) return otherSource(request, id);
      if (found?.provisioningState === 'Deleting') return notReady(id);
      const working = found?.provisioningState === 'Creating' || found?.provisioningState === 'Updating';
      const wanted = desiredVersion(request, found);
      const put = () => imageVersions.put(id, wanted);
      const needed =
        !working && (!found || found.provisioningState === 'Failed' || versionChanges(wanted, found).length > 0);
      const { operation, retryAfterSeconds } = !needed
        ? {}
        : found
          ? await put()
          : await createOwn(id, input, { publications }, put);
      return done({ id, created: await isOwn(id, input, { publications }), operation, retryAfterSeconds });
    });

const otherSource = ({ imageVersion }: PublishRequest, resourceId: string) =>
  refused({
    code: 'version-has-other-source',
    message: `Meanwhile image version ${imageVersion.name} was created from another source. Publish this source under a new version number.`,
    pointer: '/imageVersion/source',
    resourceId,
  });
