import type { ResourceType } from '../resources/ResourceType';
import { roleAssignments } from './roleAssignments';
import { roleDefinitions } from './roleDefinitions';

/** Microsoft.Authorization. */
export const authorizationTypes: ResourceType[] = [roleAssignments, roleDefinitions];
