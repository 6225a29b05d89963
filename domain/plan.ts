import type {
  Gallery,
  ImageDefinition,
  ImageVersion,
  ProvisioningState,
  ResourceGroup,
  SourceResource,
} from './azureResources';
import {
  type Difference,
  definitionChanges,
  galleryChanges,
  groupChanges,
  immutableDifferences,
  unnamedSecurityType,
} from './changes';
import { resourceIds } from './ids';
import { desiredVersion, sameSource, versionChanges } from './imageVersion';
import type { PublicationError } from './outcome';
import type { PublishRequest } from './publishRequest';
import { regionKey } from './regions';

/** What a look at Azure found; absent: it is not there. */
export type Found = {
  readonly resourceGroup?: ResourceGroup;
  readonly gallery?: Gallery;
  readonly imageDefinition?: ImageDefinition;
  readonly imageVersion?: ImageVersion & { readonly provisioningState?: ProvisioningState };
  readonly sources: readonly { readonly pointer: string; readonly id: string; readonly resource?: SourceResource }[];
};

type Target = 'resourceGroup' | 'gallery' | 'imageDefinition' | 'imageVersion';

/** What a publication would do. */
export type Plan = {
  readonly create: readonly string[];
  readonly change: readonly { readonly id: string; readonly properties: readonly string[] }[];
  readonly keep: readonly string[];
  readonly warnings: readonly string[];
};

const targets = ['resourceGroup', 'gallery', 'imageDefinition', 'imageVersion'] as const;

/** Every reason for which Azure would refuse the request as things stand, or what it would create and change. */
export const planPublication = (
  request: PublishRequest,
  found: Found,
): { readonly problems: readonly PublicationError[]; readonly plan: Plan } => ({
  problems: [
    ...found.sources.flatMap(source => sourceProblems(request, source)),
    ...galleryProblems(request, found),
    ...definitionProblems(request, found),
    ...versionProblems(request, found),
  ],
  plan: planOf(request, found),
});

const planOf = (request: PublishRequest, found: Found): Plan => {
  const ids = resourceIds(request);
  const changes = changesOf(request, found);
  const there = targets.filter(target => found[target] !== undefined);
  return {
    create: targets.filter(target => !there.includes(target)).map(target => ids[target]),
    change: there
      .filter(target => changes[target].length > 0)
      .map(target => ({ id: ids[target], properties: changes[target] })),
    keep: there.filter(target => changes[target].length === 0).map(target => ids[target]),
    warnings: warningsOf(request, found),
  };
};

const changesOf = (request: PublishRequest, found: Found): Record<Target, string[]> => ({
  resourceGroup: found.resourceGroup ? groupChanges(request.resourceGroup, found.resourceGroup) : [],
  gallery: found.gallery ? galleryChanges(request.gallery, found.gallery) : [],
  imageDefinition: found.imageDefinition ? definitionChanges(request.imageDefinition, found.imageDefinition) : [],
  imageVersion: found.imageVersion
    ? versionChanges(desiredVersion(request, found.imageVersion), found.imageVersion)
    : [],
});

const sourceProblems = (
  { imageDefinition, imageVersion }: PublishRequest,
  { pointer, id, resource }: Found['sources'][number],
): PublicationError[] => {
  const problem = (code: string, message: string): PublicationError => ({ code, message, pointer, resourceId: id });
  if (!resource)
    return [
      problem(
        'source-not-found',
        `The source ${id} does not exist, or Vernissage may not read it. Check the id, and that its identity has the Reader role there.`,
      ),
    ];
  const differs = (property: 'osType' | 'osState' | 'hyperVGeneration' | 'architecture'): PublicationError[] => {
    const [wanted, actual] = [imageDefinition[property], resource[property]];
    if (actual === undefined || actual.toLowerCase() === wanted.toLowerCase()) return [];
    return [
      problem(
        `source-${property}`,
        `The source's ${property} is ${actual}, but the image definition says ${wanted}. Use another source, or an image definition with ${property} ${actual}.`,
      ),
    ];
  };
  const sameRegion = regionKey(resource.location) === regionKey(imageVersion.location);
  return [
    ...(sameRegion
      ? []
      : [
          problem(
            'source-region',
            `The source is in ${regionKey(resource.location)}, but the image version is created in ${regionKey(imageVersion.location)}. Set /imageVersion/location to the source's region (and list it in targetRegions), or copy the source.`,
          ),
        ]),
    ...(['osType', 'osState', 'hyperVGeneration', 'architecture'] as const).flatMap(differs),
  ];
};

const locationProblem = (
  what: string,
  pointer: string,
  resourceId: string,
  wanted: string,
  actual: string,
): PublicationError[] =>
  regionKey(wanted) === regionKey(actual)
    ? []
    : [
        {
          code: 'location-differs',
          message: `The ${what} already exists in ${regionKey(actual)}; its location cannot change to ${regionKey(wanted)}. Use ${regionKey(actual)}, or another name.`,
          pointer,
          resourceId,
        },
      ];

const galleryProblems = (request: PublishRequest, { gallery }: Found): PublicationError[] =>
  gallery
    ? locationProblem(
        'gallery',
        '/gallery/location',
        resourceIds(request).gallery,
        request.gallery.location,
        gallery.location,
      )
    : [];

const definitionProblems = (request: PublishRequest, { imageDefinition: found }: Found): PublicationError[] => {
  if (!found) return [];
  const resourceId = resourceIds(request).imageDefinition;
  return [
    ...locationProblem(
      'image definition',
      '/imageDefinition/location',
      resourceId,
      request.imageDefinition.location,
      found.location,
    ),
    ...immutableProblems(request, found),
  ];
};

/** What the request wants otherwise than an existing definition has it, and Azure never lets a definition change. */
export const immutableProblems = (request: PublishRequest, found: ImageDefinition): PublicationError[] =>
  immutableDifferences(request.imageDefinition, found).map(difference => ({
    code: 'immutable-property',
    message: `The image definition already exists ${immutableText(difference)}, or use another image definition.`,
    pointer: `/imageDefinition/${difference.property}`,
    resourceId: resourceIds(request).imageDefinition,
  }));

const immutableText = ({ what, wanted, found }: Difference): string =>
  found === undefined
    ? `without ${what}, and Azure cannot set it to ${wanted} any more. Leave it out`
    : `with ${what} ${found}, which Azure cannot change to ${wanted}. Ask for ${found}`;

const versionProblems = (request: PublishRequest, { imageVersion: found }: Found): PublicationError[] => {
  if (!found) return [];
  const resourceId = resourceIds(request).imageVersion;
  const other = sameSource(request.imageVersion.source, found.source)
    ? []
    : [
        {
          code: 'version-has-other-source',
          message: `The image version ${request.imageVersion.name} already exists and was made from another source. A published version never changes: publish the new source under a new version number.`,
          pointer: '/imageVersion/source',
          resourceId,
        },
      ];
  return [
    ...locationProblem(
      'image version',
      '/imageVersion/location',
      resourceId,
      request.imageVersion.location,
      found.location,
    ),
    ...other,
  ];
};

const warningsOf = (request: PublishRequest, { resourceGroup, imageDefinition, imageVersion }: Found): string[] => {
  const moved = resourceGroup && regionKey(resourceGroup.location) !== regionKey(request.resourceGroup.location);
  const security = imageDefinition && unnamedSecurityType(request.imageDefinition, imageDefinition);
  const requested = new Set(request.imageVersion.targetRegions.map(({ name }) => regionKey(name)));
  const more = (imageVersion?.targetRegions ?? [])
    .map(({ name }) => regionKey(name))
    .filter(name => !requested.has(name));
  return [
    ...(moved ? [`The resource group already exists in ${regionKey(resourceGroup.location)}; it stays there.`] : []),
    ...(security
      ? [
          `The image definition already exists with SecurityType ${security}, which the request does not name; it stays so.`,
        ]
      : []),
    ...(more.length > 0 ? [`The image version is also replicated to ${more.join(', ')}; these regions are kept.`] : []),
  ];
};
