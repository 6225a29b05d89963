import { hasAnyRole } from '../authorization/isAuthorized';
import { frontEnd } from '../errors';
import { list, ok } from '../shared/Reply';
import { regions } from '../shared/regions';
import type { Subscription } from '../shared/State';
import type { ResourceType } from './ResourceType';
import { resourcesVersions } from './versions';

/** Subscriptions: a caller sees those in which it has a role. */
export const subscriptions: ResourceType = {
  type: 'Microsoft.Resources/subscriptions',
  apiVersions: resourcesVersions,
  open: true,
  handlers: {
    LIST: ({ world, claims }) =>
      ok({
        value: [...world.state.subscriptions.values()]
          .filter(({ subscriptionId }) => hasAnyRole(world.state, claims.oid, `/subscriptions/${subscriptionId}`))
          .map(show),
        count: { type: 'Total', value: world.state.subscriptions.size },
      }),
    GET: ({ world, path, claims }) => {
      const subscription = world.state.subscriptions.get(path.name.toLowerCase());
      const visible = subscription && hasAnyRole(world.state, claims.oid, path.id);
      if (!visible) throw frontEnd.subscriptionNotFound(path.name);
      return ok(show(subscription));
    },
  },
};

const show = ({ subscriptionId, displayName, tenantId }: Subscription) => ({
  id: `/subscriptions/${subscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId,
  tenantId,
  displayName,
  state: 'Enabled',
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'PayAsYouGo_2014-09-01',
    spendingLimit: 'Off',
  },
});

export const tenants: ResourceType = {
  type: 'Microsoft.Resources/tenants',
  apiVersions: resourcesVersions,
  open: true,
  handlers: {
    LIST: ({ world: { state } }) =>
      list([
        {
          id: `/tenants/${state.tenantId}`,
          tenantId: state.tenantId,
          countryCode: 'US',
          displayName: 'Contoso',
          domains: ['contoso.example'],
          tenantCategory: 'Home',
        },
      ]),
  },
};

export const locations: ResourceType = {
  type: 'Microsoft.Resources/subscriptions/locations',
  apiVersions: resourcesVersions,
  handlers: {
    LIST: ({ path }) =>
      list(
        regions.map(({ name, displayName }) => ({
          id: `/subscriptions/${path.subscriptionId}/locations/${name}`,
          name,
          type: 'Region',
          displayName,
          regionalDisplayName: displayName,
          metadata: { regionType: 'Physical', regionCategory: 'Recommended' },
        })),
      ),
  },
};
