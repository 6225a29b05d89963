import { authorizationTypes } from './authorization';
import { computeTypes } from './compute';
import { controlService } from './control';
import { entraService } from './entra';
import { graphService } from './graph';
import { providers, resourceManager, resourcesTypes } from './resources';
import type { ResourceType } from './resources/ResourceType';
import type { Service } from './shared/service';

/** Everything that Resource Manager routes to: a new provider adds its types here. */
export const resourceTypes: ResourceType[] = [
  ...resourcesTypes,
  ...computeTypes,
  ...authorizationTypes,
  providers(() => resourceTypes),
];

/** The services behind the one listener, asked in this order whose path it is; Resource Manager takes the rest. */
export const services: Service[] = [controlService, entraService, graphService, resourceManager(resourceTypes)];
