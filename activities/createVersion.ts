import { resourceIds } from '../domain/ids';
import { desiredVersion, sameSource, versionChanges } from '../domain/imageVersion';
import { done, type Outcome, refused } from '../domain/outcome';
import type { PublishRequest } from '../domain/publishRequest';
import type { EnsureInput } from './ensureResourceGroup';
import type { Ports, StartedOperation } from './ports';
import { answered, notReady } from './refusal';

type CreatedVersion = StartedOperation & { readonly id: string; readonly created: boolean };

/**
 * Starts the PUT of the image version and returns. Reads first: a version that is there as wanted, or that Azure
 * still works on, is left alone, and what it has beyond the request is kept.
 */
export const createVersion =
  ({ imageVersions }: Pick<Ports, 'imageVersions'>) =>
  ({ request, missing }: EnsureInput): Promise<Outcome<CreatedVersion>> =>
    answered(async () => {
      const id = resourceIds(request).imageVersion;
      const found = await imageVersions.find(id);
      if (found && !sameSource(request.imageVersion.source, found.source)) return otherSource(request, id);
      if (found?.provisioningState === 'Deleting') return notReady(id);
      if (found?.provisioningState === 'Creating' || found?.provisioningState === 'Updating')
        return done({ id, created: missing });
      const wanted = desiredVersion(request, found);
      const needed = !found || found.provisioningState === 'Failed' || versionChanges(wanted, found).length > 0;
      const started = needed ? await imageVersions.put(id, wanted) : {};
      return done({ id, created: missing, ...started });
    });

const otherSource = ({ imageVersion }: PublishRequest, resourceId: string) =>
  refused({
    code: 'version-has-other-source',
    message: `Meanwhile image version ${imageVersion.name} was created from another source. Publish this source under a new version number.`,
    pointer: '/imageVersion/source',
    resourceId,
  });
