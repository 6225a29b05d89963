import type { RoleAssignment } from '@azure/arm-authorization';
import { isRestError } from '@azure/core-rest-pipeline';
import type { Principal, RoleAssignments } from '../activities/ports';
import { roleAssignmentName } from '../domain/ids';
import type { RoleAssignmentStatus } from '../domain/publication';
import { roleDefinitions } from '../domain/roles';
import type { Clients } from './clients';
import { ask, lookUp } from './errors';
import { parseResourceId } from './resourceId';

export const createRoleAssignments = ({ authorization }: Clients): RoleAssignments => {
  const at = (scope: string) => authorization(parseResourceId(scope).subscriptionId).roleAssignments;

  const readersAt = async (scope: string) => (await lookUp(scope, () => listReaders(scope))) ?? [];

  const listReaders = async (scope: string) => {
    const found: RoleAssignmentStatus[] = [];
    for await (const assignment of at(scope).listForScope(scope, { filter: 'atScope()' })) {
      if (isReader(assignment) && assignment.scope?.toLowerCase() === scope.toLowerCase())
        found.push(statusOf(assignment, scope));
    }
    return found;
  };

  const assignReader = (scope: string, principal: Principal) =>
    ask(scope, async () => {
      const roleDefinitionId = readerIn(scope);
      const name = roleAssignmentName(scope, principal.principalId, roleDefinitionId);
      try {
        return statusOf(await at(scope).create(scope, name, { roleDefinitionId, ...principal }), scope);
      } catch (error) {
        if (!isRestError(error) || error.code !== 'RoleAssignmentExists') throw error;
        const existing = (await readersAt(scope)).find(({ principalId }) => same(principalId, principal.principalId));
        if (existing) return existing;
        throw error;
      }
    });

  return { assignReader, readersAt };
};

const readerIn = (scope: string): string =>
  `/subscriptions/${parseResourceId(scope).subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitions.Reader}`;

const isReader = ({ roleDefinitionId }: RoleAssignment): boolean =>
  roleDefinitionId?.toLowerCase().endsWith(roleDefinitions.Reader) ?? false;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const statusOf = ({ id, principalId, scope }: RoleAssignment, asked: string): RoleAssignmentStatus => ({
  id: id ?? '',
  principalId: principalId ?? '',
  scope: scope ?? asked,
  role: 'Reader',
});
