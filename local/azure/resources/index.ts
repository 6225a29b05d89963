import type { ResourceType } from './ResourceType';
import { operationResults, resourceGroups } from './resourceGroups';
import { resourceList } from './resourceList';
import { locations, subscriptions, tenants } from './subscriptions';

export { resourceManager } from './frontEnd';
export { providers } from './providers';

/** Microsoft.Resources. */
export const resourcesTypes: ResourceType[] = [
  tenants,
  subscriptions,
  locations,
  resourceGroups,
  operationResults,
  resourceList,
];
