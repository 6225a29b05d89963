import type { Gallery, ImageDefinition, ResourceGroup, Tags } from './azureResources';
import type { PublishRequest } from './publishRequest';

/** The tags that a resource has after those of the request were put over them; absent when there are none at all. */
export const tagsWith = (found: Tags | undefined, wanted: Tags | undefined): Tags | undefined =>
  found || wanted ? { ...found, ...wanted } : undefined;

const tagsDiffer = (found: Tags | undefined, wanted: Tags | undefined): boolean =>
  Object.entries(wanted ?? {}).some(([name, value]) => found?.[name] !== value);

export const groupChanges = (wanted: PublishRequest['resourceGroup'], found: ResourceGroup): string[] =>
  tagsDiffer(found.tags, wanted.tags) ? ['tags'] : [];

export const galleryChanges = (wanted: PublishRequest['gallery'], found: Gallery): string[] => [
  ...(wanted.description !== undefined && wanted.description !== found.description ? ['description'] : []),
  ...(tagsDiffer(found.tags, wanted.tags) ? ['tags'] : []),
];

/** What Azure lets an existing definition change (facts: arm, 2.3). */
const updatable = [
  'description',
  'eula',
  'privacyStatementUri',
  'releaseNoteUri',
  'endOfLifeDate',
  'recommended',
  'disallowed',
] as const;

type RequestedDefinition = PublishRequest['imageDefinition'];

export const definitionChanges = (wanted: RequestedDefinition, found: ImageDefinition): string[] => [
  ...updatable.filter(name => wanted[name] !== undefined && text(wanted[name]) !== text(found[name])),
  ...(tagsDiffer(found.tags, wanted.tags) ? ['tags'] : []),
];

/** Equal content gives equal text: members in one order, moments as milliseconds. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'string' && /^\d{4}-\d\d-\d\dT/.test(item)) return Date.parse(item);
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** What Azure never lets a definition change, with the two values where they differ. */
export const immutableDifferences = (
  wanted: RequestedDefinition,
  found: ImageDefinition,
): { property: string; wanted: string; found: string }[] => {
  const compared: [string, string, string][] = [
    ['osType', wanted.osType, found.osType],
    ['osState', wanted.osState, found.osState],
    ['hyperVGeneration', wanted.hyperVGeneration, found.hyperVGeneration],
    ['architecture', wanted.architecture, found.architecture],
    ['identifier/publisher', wanted.identifier.publisher, found.identifier.publisher],
    ['identifier/offer', wanted.identifier.offer, found.identifier.offer],
    ['identifier/sku', wanted.identifier.sku, found.identifier.sku],
  ];
  return compared.flatMap(([property, a, b]) =>
    a.toLowerCase() === b.toLowerCase() ? [] : [{ property, wanted: a, found: b }],
  );
};
