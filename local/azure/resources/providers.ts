import { frontEnd } from '../errors';
import { list, ok } from '../shared/Reply';
import { regions } from '../shared/regions';
import type { ResourceType } from './ResourceType';
import { resourcesVersions } from './versions';

/** The resource providers and what they offer: read off the table of types, so it cannot differ from it. */
export const providers = (types: () => ResourceType[]): ResourceType => ({
  type: 'Microsoft.Resources/providers',
  apiVersions: resourcesVersions,
  actionType: 'Microsoft.Resources/subscriptions/providers',
  handlers: {
    LIST: ({ path }) => list(namespacesOf(types()).map(name => show(types(), name, path.subscriptionId ?? ''))),
    GET: ({ path }) => {
      const wanted = path.id.slice(path.id.lastIndexOf('/') + 1);
      const name = namespacesOf(types()).find(known => known.toLowerCase() === wanted.toLowerCase());
      if (name === undefined) throw frontEnd.unknownNamespace(wanted);
      return ok(show(types(), name, path.subscriptionId ?? ''));
    },
  },
});

const namespaceOf = ({ type }: ResourceType): string => type.slice(0, type.indexOf('/'));

const namespacesOf = (types: ResourceType[]): string[] => [...new Set(types.map(namespaceOf))];

const show = (types: ResourceType[], namespace: string, subscriptionId: string) => ({
  id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
  namespace,
  resourceTypes: types
    .filter(type => namespaceOf(type) === namespace)
    .map(({ type, apiVersions }) => ({
      resourceType: type.slice(namespace.length + 1),
      locations: regions.map(({ displayName }) => displayName),
      apiVersions: [...apiVersions].reverse(),
      capabilities: 'SupportsTags, SupportsLocation',
    })),
  registrationState: 'Registered',
  registrationPolicy: 'RegistrationRequired',
});
