import { resourceIds } from '../domain/ids';
import { done, type Outcome, type PublicationError, refused } from '../domain/outcome';
import { type Found, type Plan, planPublication } from '../domain/plan';
import type { PublishRequest } from '../domain/publishRequest';
import type { Ports } from './ports';
import { AzureRefusal, answered } from './refusal';

type Reading = Pick<Ports, 'resourceGroups' | 'galleries' | 'imageDefinitions' | 'imageVersions' | 'sources'>;

/** Looks at everything that the request names and changes nothing: all problems, or what would be created and changed. */
export const checkPlan =
  (ports: Reading) =>
  ({ request }: { request: PublishRequest }): Promise<Outcome<Plan>> =>
    answered(async () => {
      const looks = await Promise.all(sourcesOf(request).map(source => lookAtSource(source, ports)));
      const targets = await lookAtTargets(request, ports);
      const sources = looks.flatMap(look => ('error' in look ? [] : [look]));
      const { problems, plan } = planPublication(request, { ...targets, sources });
      const all = [
        ...looks.flatMap(look => ('error' in look ? [look.error] : [])),
        ...problems,
        ...(targets.gallery ? [] : await takenName(request, ports)),
      ];
      return all.length > 0 ? refused(...all) : done(plan);
    });

const lookAtTargets = async (request: PublishRequest, ports: Reading): Promise<Omit<Found, 'sources'>> => {
  const ids = resourceIds(request);
  // A child cannot be there without its parent: most first publications cost three calls less.
  const resourceGroup = await ports.resourceGroups.find(ids.resourceGroup);
  const gallery = resourceGroup && (await ports.galleries.find(ids.gallery));
  const imageDefinition = gallery && (await ports.imageDefinitions.find(ids.imageDefinition));
  const imageVersion = imageDefinition && (await ports.imageVersions.find(ids.imageVersion));
  return { resourceGroup, gallery, imageDefinition, imageVersion };
};

type NamedSource = { readonly pointer: string; readonly id: string };

/** A source that may not even be looked at is one problem among the others, not the end of the check. */
const lookAtSource = async (
  source: NamedSource,
  { sources }: Reading,
): Promise<Found['sources'][number] | { readonly error: PublicationError }> => {
  try {
    return { ...source, resource: await sources.find(source.id) };
  } catch (error) {
    if (error instanceof AzureRefusal) return { error: { ...error.error, pointer: source.pointer } };
    throw error;
  }
};

const sourcesOf = ({ imageVersion: { source } }: PublishRequest): NamedSource[] => {
  if ('id' in source) return [{ pointer: '/imageVersion/source/id', id: source.id }];
  return [
    { pointer: '/imageVersion/source/osDiskImage/source/id', id: source.osDiskImage.source.id },
    ...(source.dataDiskImages ?? []).map((disk, n) => ({
      pointer: `/imageVersion/source/dataDiskImages/${n}/source/id`,
      id: disk.source.id,
    })),
  ];
};

/** A gallery's name is unique in its subscription, whatever the group. */
const takenName = async (request: PublishRequest, { galleries }: Reading): Promise<PublicationError[]> => {
  const other = await galleries.findNamesake(resourceIds(request).gallery);
  if (other === undefined) return [];
  const message = `The subscription has a gallery named ${request.gallery.name} in another resource group already (${other}), and Azure allows a name once. Use that resource group, or another name.`;
  return [{ code: 'gallery-name-taken', message, pointer: '/gallery/name', resourceId: other }];
};
