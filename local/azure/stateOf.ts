import type { RoleAssignment } from './authorization/RoleAssignment';
import { roleDefinitionId } from './authorization/roleDefinitions';
import { builtInRoles } from './authorization/roles';
import type { Disk, ManagedImage } from './compute/resources';
import { Directory, type PrincipalType } from './graph/Directory';
import type { Seed } from './seed';
import type { Clock } from './shared/clock';
import { dotNetDate } from './shared/dates';
import { guidOf } from './shared/random';
import { regionName } from './shared/regions';
import { State } from './shared/State';

/** The state that a seed describes. */
export const stateOf = (seed: Seed, clock: Clock): State => {
  const state = new State(seed.tenantId, new Directory(seed.users, seed.groups, seed.servicePrincipals));
  const { subscriptionId, tenantId } = seed;
  state.subscriptions.set(subscriptionId.toLowerCase(), {
    subscriptionId,
    tenantId,
    displayName: 'Local subscription',
  });
  for (const group of seed.resourceGroups) state.groups.set(groupOf(seed, group));
  for (const image of seed.images) state.images.set(imageOf(seed, image));
  for (const disk of seed.disks) state.disks.set(diskOf(seed, disk, clock.now()));
  for (const assignment of seed.roleAssignments) state.assignments.set(assignmentOf(seed, assignment, clock.now()));
  return state;
};

const groupId = ({ subscriptionId }: Seed, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${name}`;

const groupOf = (seed: Seed, { name, location, tags }: Seed['resourceGroups'][number]) => ({
  id: groupId(seed, name),
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location: regionName(location),
  tags,
  properties: { provisioningState: 'Succeeded' as const },
});

const imageOf = (seed: Seed, { resourceGroup, name, location, ...image }: Seed['images'][number]): ManagedImage => ({
  id: `${groupId(seed, resourceGroup)}/providers/Microsoft.Compute/images/${name}`,
  name,
  type: 'Microsoft.Compute/images',
  location: regionName(location),
  properties: {
    storageProfile: {
      osDisk: {
        osType: image.osType,
        osState: image.osState,
        diskSizeGB: image.sizeGB,
        caching: image.osType === 'Windows' ? 'None' : 'ReadWrite',
        storageAccountType: 'Standard_LRS',
      },
      dataDisks: [],
    },
    hyperVGeneration: image.hyperVGeneration,
    provisioningState: 'Succeeded',
  },
});

const diskOf = (
  seed: Seed,
  { resourceGroup, name, location, kind, ...disk }: Seed['disks'][number],
  now: number,
): Disk => {
  const type = `Microsoft.Compute/${kind}s`;
  const id = `${groupId(seed, resourceGroup)}/providers/${type}/${name}`;
  return {
    id,
    name,
    type,
    location: regionName(location),
    sku: { name: kind === 'snapshot' ? 'Standard_LRS' : 'Premium_LRS' },
    properties: {
      osType: disk.osType,
      hyperVGeneration: disk.hyperVGeneration,
      creationData: { createOption: 'Empty' },
      diskSizeGB: disk.sizeGB,
      timeCreated: dotNetDate(now),
      uniqueId: guidOf('disk', id),
      provisioningState: 'Succeeded',
    },
  };
};

const assignmentOf = (seed: Seed, given: Seed['roleAssignments'][number], now: number): RoleAssignment => {
  const { principalId, role, scope = `/subscriptions/${seed.subscriptionId}` } = given;
  const root = scope === '/';
  const roleId = roleIdOf(role);
  const name = guidOf('assignment', scope, role, principalId);
  const date = new Date(now).toISOString();
  return {
    id: `${root ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleId,
    roleDefinitionId: roleDefinitionId(roleId, root ? undefined : seed.subscriptionId),
    principalId,
    principalType: principalTypeOf(seed, principalId),
    ...{ description: null, condition: null, conditionVersion: null },
    ...{ createdOn: date, updatedOn: date, createdBy: principalId, updatedBy: principalId },
  };
};

const roleIdOf = (name: string): string => {
  const role = builtInRoles.find(({ roleName }) => roleName.toLowerCase() === name.toLowerCase());
  if (role) return role.id;
  const known = builtInRoles.map(({ roleName }) => roleName).join(', ');
  throw new Error(`The seed gives somebody the role '${name}', which does not exist; use one of ${known}.`);
};

const principalTypeOf = ({ users, groups, servicePrincipals }: Seed, id: string): PrincipalType => {
  const type = new Directory(users, groups, servicePrincipals).typeOf(id);
  if (type) return type;
  throw new Error(`The seed gives a role to '${id}', which is no user, group or service principal of the seed.`);
};
