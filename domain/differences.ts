import type { Json } from './json';
import { type Path, pointerTo } from './pointer';
import type { PublishRequest } from './publishRequest';
import { saysNothing, spelledOut } from './spelledOut';

/**
 * Where a request differs from an earlier one, as JSON pointers into the later one (into the earlier one's place, when
 * something is gone). What Azure takes for the same is no difference: case of names, order of regions, spelt defaults.
 */
export const differences = (earlier: PublishRequest, later: PublishRequest): string[] =>
  compare(comparable(earlier), comparable(later), []);

const lower = (text: string): string => text.toLowerCase();

/** The request with everything in lower case that Azure compares without case. For comparing only. */
const comparable = (request: PublishRequest): Json => {
  const { imageDefinition: definition, imageVersion: version, share, ...rest } = spelledOut(request);
  return {
    ...rest,
    subscriptionId: lower(rest.subscriptionId),
    resourceGroup: { ...rest.resourceGroup, name: lower(rest.resourceGroup.name), tags: tagsOf(rest.resourceGroup) },
    gallery: { ...rest.gallery, name: lower(rest.gallery.name), tags: tagsOf(rest.gallery) },
    imageDefinition: comparableDefinition(definition),
    imageVersion: { ...version, source: comparableSource(version.source), tags: tagsOf(version) },
    share: share && {
      ...share,
      principals: share.principals.map(one => ({ ...one, principalId: lower(one.principalId) })),
    },
  };
};

const comparableDefinition = (definition: PublishRequest['imageDefinition']): Json => {
  const { name, identifier, features, disallowed } = definition;
  return {
    ...definition,
    name: lower(name),
    identifier: {
      publisher: lower(identifier.publisher),
      offer: lower(identifier.offer),
      sku: lower(identifier.sku),
    },
    features: features?.map(feature => ({ ...feature, name: lower(feature.name), value: lower(feature.value) })),
    disallowed: disallowed && { diskTypes: disallowed.diskTypes?.map(lower) },
    tags: tagsOf(definition),
  };
};

const comparableSource = (source: PublishRequest['imageVersion']['source']): Json => {
  if ('id' in source) return { id: lower(source.id) };
  const withLowerId = <T extends { source: { id: string } }>(disk: T) => ({
    ...disk,
    source: { id: lower(disk.source.id) },
  });
  return {
    osDiskImage: withLowerId(source.osDiskImage),
    dataDiskImages: source.dataDiskImages?.map(withLowerId),
  };
};

const tagsOf = ({ tags }: { tags?: Record<string, string> }): Json | undefined =>
  tags && Object.fromEntries(Object.entries(tags).map(([name, value]) => [lower(name), value]));

type Item = Json | undefined;

const isList = (value: Item): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Item): value is { readonly [key: string]: Item } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const compare = (earlier: Item, later: Item, path: Path): string[] => {
  if (saysNothing(earlier) && saysNothing(later)) return [];
  if (isList(earlier) && isList(later)) return compareLists(earlier, later, path);
  if (!isObject(earlier) || !isObject(later)) return earlier === later ? [] : [pointerTo(path)];
  const keys = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return [...keys].flatMap(key => compare(earlier[key], later[key], [...path, key]));
};

/** Lists of a request have no order: their items are told apart by what each may have only once. */
const compareLists = (earlier: readonly Json[], later: readonly Json[], path: Path): string[] => {
  const before = new Map(earlier.map(item => [identity(item), item]));
  const after = new Set(later.map(identity));
  const gone = earlier.some(item => !after.has(identity(item)));
  return [
    ...(gone ? [pointerTo(path)] : []),
    ...later.flatMap((item, index) => compare(before.get(identity(item)), item, [...path, index])),
  ];
};

const identity = (item: Json): Json | undefined =>
  isObject(item) ? (item.name ?? item.principalId ?? item.lun) : item;
