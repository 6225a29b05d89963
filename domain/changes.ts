import type { Gallery, ImageDefinition, ResourceGroup, Tags } from './azureResources';
import type { PublishRequest } from './publishRequest';

/**
 * The tags that a resource has after those of the request were put over them; absent when there are none at all.
 * Azure ignores the case of their names: one that is there already is replaced, not doubled.
 */
export const tagsWith = (found: Tags | undefined, wanted: Tags | undefined): Tags | undefined => {
  if (!found || !wanted) return wanted ?? found;
  const requested = new Set(Object.keys(wanted).map(name => name.toLowerCase()));
  const kept = Object.entries(found).filter(([name]) => !requested.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...wanted };
};

/** Equal for the same tags: in any order, their names in any case. */
export const tagsText = (tags: Tags | undefined): string => {
  const pairs = Object.entries(tags ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const tagsDiffer = (found: Tags | undefined, wanted: Tags | undefined): boolean =>
  tagsText(tagsWith(found, wanted)) !== tagsText(found);

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
  ...((wanted.allowUpdateImage ?? found.allowUpdateImage ?? false) === (found.allowUpdateImage ?? false)
    ? []
    : ['allowUpdateImage']),
  ...(tagsDiffer(found.tags, wanted.tags) ? ['tags'] : []),
];

/** Equal content gives equal text: members in one order, moments as milliseconds. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'string' && /^\d{4}-\d\d-\d\dT/.test(item)) return Date.parse(item);
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** A value of an existing definition that is not the wanted one; `found` is absent where the definition has none. */
export type Difference = {
  /** Where it stands in the request's image definition, as a relative pointer. */
  readonly property: string;
  /** The same for a person. */
  readonly what: string;
  readonly wanted: string;
  readonly found: string | undefined;
};

/** What Azure never lets a definition change, with the two values where they differ. */
export const immutableDifferences = (wanted: RequestedDefinition, found: ImageDefinition): Difference[] => {
  const compared: [string, string, string][] = [
    ['osType', wanted.osType, found.osType],
    ['osState', wanted.osState, found.osState],
    ['hyperVGeneration', wanted.hyperVGeneration, found.hyperVGeneration],
    ['architecture', wanted.architecture, found.architecture],
    ['identifier/publisher', wanted.identifier.publisher, found.identifier.publisher],
    ['identifier/offer', wanted.identifier.offer, found.identifier.offer],
    ['identifier/sku', wanted.identifier.sku, found.identifier.sku],
  ];
  return [
    ...compared.flatMap(([property, a, b]) =>
      sameText(a, b) ? [] : [{ property, what: property.replace('/', '.'), wanted: a, found: b }],
    ),
    ...planDifferences(wanted.purchasePlan, found.purchasePlan),
    ...(wanted.features ?? []).flatMap(feature => featureDifferences(feature, found.features)),
  ];
};

const sameText = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

type PurchasePlan = NonNullable<ImageDefinition['purchasePlan']>;

/** A member that the request leaves out may be anything. */
const planDifferences = (wanted: PurchasePlan | undefined, found: PurchasePlan | undefined): Difference[] => {
  const members = ['name', 'publisher', 'product'] as const;
  if (members.every(member => wanted?.[member] === undefined || sameText(wanted[member], found?.[member]))) return [];
  const words = (plan: PurchasePlan | undefined) =>
    plan && members.flatMap(member => (plan[member] ? [`${member} ${plan[member]}`] : [])).join(', ');
  return [{ property: 'purchasePlan', what: 'purchasePlan', wanted: words(wanted) ?? '', found: words(found) }];
};

type Feature = NonNullable<ImageDefinition['features']>[number];

const featureDifferences = (wanted: Feature, features: readonly Feature[] | undefined): Difference[] => {
  const { name, value, startsAtVersion } = wanted;
  const found = featureNamed(name, features) ?? (sameText(name, standard.name) ? standard : undefined);
  const sameStart = startsAtVersion === undefined || startsAtVersion === found?.startsAtVersion;
  if (sameText(value, found?.value) && sameStart) return [];
  const words = (feature: Feature) =>
    feature.startsAtVersion ? `${feature.value} from version ${feature.startsAtVersion}` : feature.value;
  return [{ property: 'features', what: `feature ${name}`, wanted: words(wanted), found: found && words(found) }];
};

/** What a definition without a security type has. */
const standard: Feature = { name: 'SecurityType', value: 'Standard' };

const featureNamed = (name: string, features: readonly Feature[] | undefined): Feature | undefined =>
  features?.find(feature => sameText(feature.name, name));

/** The features of a new definition. Newer api-versions make an unspecified security type Trusted Launch (facts: arm, 2.2). */
export const withSecurityType = (features: readonly Feature[] = []): Feature[] =>
  featureNamed(standard.name, features) ? [...features] : [...features, standard];

/** The security type that virtual machines get although the request does not ask for one. */
export const unnamedSecurityType = (wanted: RequestedDefinition, found: ImageDefinition): string | undefined => {
  const value = featureNamed(standard.name, found.features)?.value;
  const silent = !featureNamed(standard.name, wanted.features);
  return silent && !sameText(standard.value, value) ? value : undefined;
};
