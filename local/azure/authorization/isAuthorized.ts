import type { State } from '../shared/State';
import type { RoleAssignment } from './RoleAssignment';
import { allows, findRole } from './roles';

/** Whether a principal may do something: roles count at the scope and above, for itself and through groups. */
export const isAuthorized = (state: State, oid: string, action: string, scope: string): boolean =>
  rolesAt(state, oid, scope).some(({ roleId }) => {
    const role = findRole(roleId);
    return role !== undefined && allows(role, action);
  });

/** Whether a principal has any role at, above or below a scope: it then sees that the scope exists. */
export const hasAnyRole = (state: State, oid: string, scope: string): boolean => {
  const identities = state.directory.identitiesOf(oid);
  return state.assignments
    .all()
    .some(
      one => identities.has(one.principalId.toLowerCase()) && (covers(one.scope, scope) || covers(scope, one.scope)),
    );
};

const rolesAt = (state: State, oid: string, scope: string): RoleAssignment[] => {
  const identities = state.directory.identitiesOf(oid);
  return state.assignments
    .all()
    .filter(one => identities.has(one.principalId.toLowerCase()) && covers(one.scope, scope));
};

/** Whether what holds at `outer` holds at `inner`. */
export const covers = (outer: string, inner: string): boolean => {
  if (outer === '/') return true;
  const [wide, narrow] = [outer.toLowerCase(), inner.toLowerCase()];
  return wide === narrow || narrow.startsWith(`${wide}/`);
};
