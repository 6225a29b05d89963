import { resourceIds } from '../domain/ids';
import { again, done, type Outcome, type PublicationError } from '../domain/outcome';
import type { PublishRequest } from '../domain/publishRequest';
import { failureOf, type Replication, replicationOf } from '../domain/replication';
import type { Ports } from './ports';
import { answered } from './refusal';

type SeenReplication = Replication & { readonly failure?: PublicationError };

/** Reads where each requested region stands, and when Azure gave up, why. `operation`: the URL that the PUT answered. */
export const readReplication =
  ({ imageVersions }: Pick<Ports, 'imageVersions'>) =>
  ({ request, operation }: { request: PublishRequest; operation?: string }): Promise<Outcome<SeenReplication>> =>
    answered(async () => {
      const id = resourceIds(request).imageVersion;
      const version = await imageVersions.replication(id);
      if (!version) return gone(id);
      const replication = replicationOf(request, version);
      if (replication.outcome !== 'failed') return done(replication);
      const known = operation ? await imageVersions.failure(id, operation) : undefined;
      return done({ ...replication, failure: failure(id, replication, known) });
    });

/** Azure may show a new resource late; one that stays away was deleted. */
const gone = (resourceId: string) =>
  again(5, 120, {
    code: 'version-gone',
    message: `The image version ${resourceId} is not there any more: somebody deleted it. Deliver the request again to create it.`,
    resourceId,
  });

const failure = (resourceId: string, { regions }: Replication, known?: PublicationError): PublicationError => {
  const byRegion = failureOf(regions);
  const reason = byRegion || known?.message || 'Azure gives no reason.';
  return {
    code: byRegion ? 'replication-failed' : (known?.code ?? 'version-failed'),
    message: `Azure could not ${byRegion ? 'replicate the image version to every region' : 'create the image version'}. ${reason} What is there stays; deliver the request again to try once more.`,
    resourceId,
  };
};
