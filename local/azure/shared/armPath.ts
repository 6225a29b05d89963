/** What an ARM path means, independent of the casing it was written in. */
export interface ArmPath {
  /** The path without a trailing slash, decoded, as written. */
  id: string;
  /** What stands before the last /providers/ (the whole path for resource groups and subscriptions). */
  scope: string;
  /** Like Microsoft.Compute/galleries/images, as written. */
  type: string;
  /** One name per segment of the type; a collection has one less. */
  names: string[];
  /** The last name, or '' for a collection. */
  name: string;
  collection: boolean;
  subscriptionId?: string;
  resourceGroup?: string;
}

/** Reads a path; undefined when it is none that ARM could route. */
export const parseArmPath = (pathname: string): ArmPath | undefined => {
  const segments = decodeSegments(pathname);
  if (segments === undefined || segments.length === 0 || segments.includes('')) return undefined;
  const at = lastProviders(segments);
  return at === -1 ? withoutProvider(segments) : withProvider(segments, at);
};

const decodeSegments = (pathname: string): string[] | undefined => {
  try {
    return pathname
      .replace(/^\/+|\/+$/g, '')
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

const lastProviders = (segments: string[]): number =>
  segments.findLastIndex((segment, index) => segment.toLowerCase() === 'providers' && index < segments.length - 2);

const withProvider = (segments: string[], at: number): ArmPath => {
  const [namespace = '', ...rest] = segments.slice(at + 1);
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  return path(segments, segments.slice(0, at), [namespace, ...types].join('/'), names, types.length > names.length);
};

/** The types that ARM itself serves, by the shape of the path: names are *. */
const ownTypes: [shape: string, type: string][] = [
  ['tenants', 'Microsoft.Resources/tenants'],
  ['subscriptions', 'Microsoft.Resources/subscriptions'],
  ['subscriptions/*', 'Microsoft.Resources/subscriptions'],
  ['subscriptions/*/locations', 'Microsoft.Resources/subscriptions/locations'],
  ['subscriptions/*/resources', 'Microsoft.Resources/resources'],
  ['subscriptions/*/providers', 'Microsoft.Resources/providers'],
  ['subscriptions/*/providers/*', 'Microsoft.Resources/providers'],
  ['subscriptions/*/operationresults/*', 'Microsoft.Resources/operationresults'],
  ['subscriptions/*/resourcegroups', 'Microsoft.Resources/resourceGroups'],
  ['subscriptions/*/resourcegroups/*', 'Microsoft.Resources/resourceGroups'],
  ['subscriptions/*/resourcegroups/*/resources', 'Microsoft.Resources/resources'],
];

const withoutProvider = (segments: string[]): ArmPath | undefined => {
  const shape = segments.map((segment, index) => (index % 2 === 0 ? segment.toLowerCase() : '*')).join('/');
  const type = ownTypes.find(([known]) => known === shape)?.[1];
  if (type === undefined) return undefined;
  const collection = segments.length % 2 === 1;
  return path(segments, segments, type, collection ? [] : segments.slice(-1), collection);
};

const path = (all: string[], scope: string[], type: string, names: string[], collection: boolean): ArmPath => ({
  id: `/${all.join('/')}`,
  scope: `/${scope.join('/')}`,
  type,
  names,
  name: collection ? '' : (names.at(-1) ?? ''),
  collection,
  subscriptionId: after(all, 0, 'subscriptions'),
  resourceGroup: after(all, 2, 'resourcegroups'),
});

const after = (segments: string[], index: number, word: string): string | undefined =>
  segments[index]?.toLowerCase() === word ? segments[index + 1] : undefined;
