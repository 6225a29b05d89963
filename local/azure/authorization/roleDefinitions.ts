import { authorization } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { list, ok } from '../shared/Reply';
import { builtInRoles, findRole, type Role } from './roles';
import { apiVersions } from './versions';

const type = 'Microsoft.Authorization/roleDefinitions';

/** Role definitions; by name they are found whatever the casing. */
export const roleDefinitions: ResourceType = {
  type,
  apiVersions,
  open: true,
  handlers: {
    LIST: call => list(filtered(call).map(role => show(role, call.path.subscriptionId))),
    GET: call => {
      const role = findRole(call.path.name);
      if (!role) throw authorization.roleNotFound(call.path.name, 404);
      return ok(show(role, call.path.subscriptionId));
    },
  },
};

const filtered = ({ url }: ArmCall): Role[] => {
  const filter = url.searchParams.get('$filter')?.trim() ?? '';
  const name = /^roleName\s+eq\s+'((?:[^']|'')*)'$/i.exec(filter)?.[1]?.replaceAll("''", "'").toLowerCase();
  const type = /^type\s+eq\s+'(\w+)'$/i.exec(filter)?.[1]?.toLowerCase();
  if (name !== undefined) return builtInRoles.filter(role => role.roleName.toLowerCase() === name);
  if (type !== undefined) return type === 'builtinrole' ? builtInRoles : [];
  if (filter !== '' && !/^atScope(AndBelow)?\(\)$/i.test(filter)) throw authorization.unsupportedFilter(filter);
  return builtInRoles;
};

/** The id has the subscription's prefix even when asked for at a resource group. */
export const roleDefinitionId = (roleId: string, subscriptionId?: string): string => {
  const prefix = subscriptionId === undefined ? '' : `/subscriptions/${subscriptionId}`;
  return `${prefix}/providers/${type}/${roleId}`;
};

const show = ({ id, roleName, description, actions, notActions }: Role, subscriptionId?: string) => ({
  properties: {
    roleName,
    type: 'BuiltInRole',
    description,
    assignableScopes: ['/'],
    permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
    createdOn: '2015-02-02T21:55:09.8806423Z',
    updatedOn: '2023-12-20T02:15:10.0000000Z',
    createdBy: null,
    updatedBy: null,
  },
  id: roleDefinitionId(id, subscriptionId),
  type,
  name: id,
});
