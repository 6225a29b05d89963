import type { PrincipalType } from '../graph/Directory';
import type { Identified } from '../shared/Store';

export interface RoleAssignment extends Identified {
  name: string;
  /** '/' or an ARM id. */
  scope: string;
  /** The guid of the role definition. */
  roleId: string;
  /** As given: with the subscription's prefix. */
  roleDefinitionId: string;
  principalId: string;
  principalType: PrincipalType;
  description: string | null;
  condition: string | null;
  conditionVersion: string | null;
  createdOn: string;
  updatedOn: string;
  createdBy: string;
  updatedBy: string;
  visibleFrom?: number;
}
