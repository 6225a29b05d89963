import { resourceIds } from '../domain/ids';
import { done, type Outcome, refused } from '../domain/outcome';
import { type Found, type Plan, planPublication } from '../domain/plan';
import type { PublishRequest } from '../domain/publishRequest';
import type { Ports } from './ports';
import { answered } from './refusal';

type Reading = Pick<Ports, 'resourceGroups' | 'galleries' | 'imageDefinitions' | 'imageVersions' | 'sources'>;

/** Looks at everything that the request names and changes nothing: all problems, or what would be created and changed. */
export const checkPlan =
  (ports: Reading) =>
  ({ request }: { request: PublishRequest }): Promise<Outcome<Plan>> =>
    answered(async () => {
      const { problems, plan } = planPublication(request, await lookAt(request, ports));
      return problems.length > 0 ? refused(...problems) : done(plan);
    });

const lookAt = async (request: PublishRequest, ports: Reading): Promise<Found> => {
  const ids = resourceIds(request);
  const [sources, resourceGroup] = await Promise.all([
    Promise.all(sourcesOf(request).map(async source => ({ ...source, resource: await ports.sources.find(source.id) }))),
    ports.resourceGroups.find(ids.resourceGroup),
  ]);
  // A child cannot be there without its parent: most first publications cost three calls less.
  const gallery = resourceGroup && (await ports.galleries.find(ids.gallery));
  const imageDefinition = gallery && (await ports.imageDefinitions.find(ids.imageDefinition));
  const imageVersion = imageDefinition && (await ports.imageVersions.find(ids.imageVersion));
  return { resourceGroup, gallery, imageDefinition, imageVersion, sources };
};

const sourcesOf = ({ imageVersion: { source } }: PublishRequest): { pointer: string; id: string }[] => {
  if ('id' in source) return [{ pointer: '/imageVersion/source/id', id: source.id }];
  return [
    { pointer: '/imageVersion/source/osDiskImage/source/id', id: source.osDiskImage.source.id },
    ...(source.dataDiskImages ?? []).map((disk, n) => ({
      pointer: `/imageVersion/source/dataDiskImages/${n}/source/id`,
      id: disk.source.id,
    })),
  ];
};
