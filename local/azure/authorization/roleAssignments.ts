import { z } from 'zod';
import { authorization, frontEnd } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import { list, ok, type Reply } from '../shared/Reply';
import { isGuid } from '../shared/random';
import { jsonOf } from '../shared/service';
import { assignmentsMatching } from './assignmentFilter';
import type { RoleAssignment } from './RoleAssignment';
import { findRole } from './roles';
import { apiVersions } from './versions';

const type = 'Microsoft.Authorization/roleAssignments';

const Body = z.object({
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.enum(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']).optional(),
    description: z.string().nullish(),
    condition: z.string().nullish(),
    conditionVersion: z.string().nullish(),
  }),
});
type Properties = z.infer<typeof Body>['properties'];

/** Who has which role where. */
export const roleAssignments: ResourceType = {
  type,
  apiVersions,
  handlers: {
    PUT: put,
    GET: call => ok(show(existing(call))),
    LIST: call => list(assignmentsMatching(call).map(show)),
    DELETE: remove,
  },
};

function put(call: ArmCall): Reply {
  const { world, path } = call;
  const wanted = bodyOf(call);
  const roleId = check(call, wanted);
  const named = world.state.assignments.get(path.id);
  if (named) return rewrite(call, named, wanted, roleId);
  const twin = world.state.assignments
    .all()
    .find(one => one.scope.toLowerCase() === scopeOf(call).toLowerCase() && same(one, wanted, roleId));
  if (twin) throw authorization.exists(twin.name);
  const created = world.state.assignments.set(newAssignment(call, wanted, roleId));
  const body = show(created);
  return { status: 201, body: { ...body, properties: { ...body.properties, createdBy: null } } };
}

const same = (one: RoleAssignment, wanted: Properties, roleId: string): boolean =>
  one.roleId === roleId && one.principalId.toLowerCase() === wanted.principalId.toLowerCase();

/** The same name with the same content is answered with what exists: unconfirmed (200, 201 or RoleAssignmentExists). */
const rewrite = (call: ArmCall, named: RoleAssignment, wanted: Properties, roleId: string): Reply => {
  if (!same(named, wanted, roleId)) throw authorization.updateNotPermitted();
  const { description = null, condition = null, conditionVersion = null } = wanted;
  const unchanged = description === named.description && condition === named.condition;
  const changes = { description, condition, conditionVersion, updatedOn: nowOf(call), updatedBy: call.claims.oid };
  return ok(show(unchanged ? named : call.world.state.assignments.set({ ...named, ...changes })));
};

const nowOf = ({ world }: ArmCall): string => new Date(world.clock.now()).toISOString();

/** All that Azure looks at before it writes; the answer is the role's guid. */
const check = (call: ArmCall, { roleDefinitionId, principalId, principalType }: Properties): string => {
  const { path, world } = call;
  if (!isGuid(path.name)) throw authorization.invalidAssignmentId(path.name);
  if (!isGuid(principalId)) throw authorization.invalidPrincipalId(principalId);
  const roleId = roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1).toLowerCase();
  if (!findRole(roleId)) throw authorization.roleNotFound(roleId, 400);
  checkScopeExists(call);
  const actual = world.state.directory.typeOf(principalId);
  if (!actual) throw authorization.principalNotFound(principalId, world.state.tenantId);
  if (principalType && principalType !== actual) throw authorization.unmatchedType(principalId, actual, principalType);
  return roleId;
};

/** unconfirmed: that Azure refuses a scope that does not exist. */
const checkScopeExists = ({ world, path }: ArmCall): void => {
  const at = path.scope.toLowerCase().lastIndexOf('/providers/');
  if (at === -1 || world.state.find(path.scope)) return;
  const [namespace = '', ...rest] = path.scope.slice(at + '/providers/'.length).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  throw frontEnd.resourceNotFound([namespace, ...types].join('/'), names, path.resourceGroup ?? '');
};

const newAssignment = (call: ArmCall, wanted: Properties, roleId: string): RoleAssignment => {
  const { world, path, claims, effects } = call;
  const now = nowOf(call);
  const hidden = effects.hideAfterCreateMs;
  return {
    id: path.id,
    name: path.name,
    scope: scopeOf(call),
    roleId,
    roleDefinitionId: wanted.roleDefinitionId,
    principalId: wanted.principalId,
    principalType: world.state.directory.typeOf(wanted.principalId) ?? 'User',
    description: wanted.description ?? null,
    condition: wanted.condition ?? null,
    conditionVersion: wanted.conditionVersion ?? null,
    createdOn: now,
    updatedOn: now,
    createdBy: claims.oid,
    updatedBy: claims.oid,
    visibleFrom: hidden === undefined ? undefined : world.clock.now() + hidden,
  };
};

const scopeOf = ({ path }: ArmCall): string => (path.scope === '/' ? '/' : path.scope);

function remove(call: ArmCall): Reply {
  const { world, path } = call;
  const assignment = world.state.assignments.get(path.id);
  if (!assignment) return { status: 204 };
  world.state.assignments.delete(path.id);
  return ok(show(assignment));
}

const existing = ({ world, path }: ArmCall): RoleAssignment => {
  const assignment = world.state.assignments.get(path.id);
  const visible = assignment && (assignment.visibleFrom ?? 0) <= world.clock.now();
  if (!visible) throw authorization.assignmentNotFound(path.name);
  return assignment;
};

const bodyOf = (call: ArmCall): Properties => {
  const body = Body.safeParse(jsonOf(call));
  if (!body.success) throw authorization.malformedBody();
  return body.data.properties;
};

const show = ({ id, name, ...one }: RoleAssignment) => ({
  properties: {
    roleDefinitionId: one.roleDefinitionId,
    principalId: one.principalId,
    principalType: one.principalType,
    scope: one.scope,
    condition: one.condition,
    conditionVersion: one.conditionVersion,
    createdOn: one.createdOn,
    updatedOn: one.updatedOn,
    createdBy: one.createdBy,
    updatedBy: one.updatedBy,
    delegatedManagedIdentityResourceId: null,
    description: one.description,
  },
  id,
  type,
  name,
});
