import { resourceIds } from '../domain/ids';
import { done, type Outcome } from '../domain/outcome';
import type { RegionStatus } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { replicationOf } from '../domain/replication';
import type { Ports } from './ports';
import { answered } from './refusal';

type Survey = { readonly existing: readonly string[]; readonly regions: readonly RegionStatus[] };

/** Tells which of the request's resources are there right now, so that a cancelled publication can say it truthfully. */
export const surveyResources =
  (ports: Pick<Ports, 'resourceGroups' | 'galleries' | 'imageDefinitions' | 'imageVersions'>) =>
  ({ request }: { request: PublishRequest }): Promise<Outcome<Survey>> =>
    answered(async () => {
      const ids = resourceIds(request);
      const [group, gallery, definition, version] = await Promise.all([
        ports.resourceGroups.find(ids.resourceGroup),
        ports.galleries.find(ids.gallery),
        ports.imageDefinitions.find(ids.imageDefinition),
        ports.imageVersions.replication(ids.imageVersion),
      ]);
      const existing = [
        ...(group ? [ids.resourceGroup] : []),
        ...(gallery ? [ids.gallery] : []),
        ...(definition ? [ids.imageDefinition] : []),
        ...(version ? [ids.imageVersion] : []),
      ];
      return done({ existing, regions: version ? replicationOf(request, version).regions : [] });
    });
