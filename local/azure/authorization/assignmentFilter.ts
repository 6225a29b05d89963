import { authorization } from '../errors';
import type { ArmCall } from '../resources/ResourceType';
import { covers } from './isAuthorized';
import type { RoleAssignment } from './RoleAssignment';

type Test = (assignment: RoleAssignment) => boolean;

/**
 * The assignments a list shows: at the scope and inherited from above, and without `atScope()` also below.
 * `assignedTo` counts groups, `principalId eq` does not.
 */
export const assignmentsMatching = (call: ArmCall): RoleAssignment[] => {
  const { world, path, url } = call;
  const filter = url.searchParams.get('$filter')?.trim() ?? '';
  const tests = filter === '' ? [] : filter.split(/\s+and\s+/i).map(term => testOf(term, filter, call));
  const visible: Test = one => (one.visibleFrom ?? 0) <= world.clock.now();
  const related: Test = one => covers(one.scope, path.scope) || covers(path.scope, one.scope);
  return world.state.assignments.all().filter(one => [visible, related, ...tests].every(test => test(one)));
};

const testOf = (term: string, filter: string, { world, path }: ArmCall): Test => {
  if (/^atScope\(\)$/i.test(term)) return one => covers(one.scope, path.scope);
  const principal = /^principalId\s+eq\s+'([^']*)'$/i.exec(term)?.[1]?.toLowerCase();
  if (principal !== undefined) return one => one.principalId.toLowerCase() === principal;
  const assignee = /^assignedTo\('([^']*)'\)$/i.exec(term)?.[1];
  if (assignee === undefined) throw authorization.unsupportedFilter(filter);
  const identities = world.state.directory.identitiesOf(assignee);
  return one => identities.has(one.principalId.toLowerCase());
};
