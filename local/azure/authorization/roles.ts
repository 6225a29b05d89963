/** What a role allows: actions may hold stars. */
export interface Role {
  id: string;
  roleName: string;
  description: string;
  actions: string[];
  notActions: string[];
}

const role = (
  id: string,
  roleName: string,
  description: string,
  actions: string[],
  notActions: string[] = [],
): Role => ({
  id,
  roleName,
  description,
  actions,
  notActions,
});

const everyday = ['Microsoft.Authorization/*/read', 'Microsoft.Resources/deployments/*', 'Microsoft.Support/*'];

/** The built-in roles that matter to images and their sharing. */
export const builtInRoles: Role[] = [
  role(
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    'Owner',
    'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    ['*'],
  ),
  role(
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'Contributor',
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.',
    ['*'],
    [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
    ],
  ),
  role(
    'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'Reader',
    'View all resources, but does not allow you to make any changes.',
    ['*/read'],
  ),
  role(
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'User Access Administrator',
    'Lets you manage user access to Azure resources.',
    ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  ),
  role(
    'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    'Role Based Access Control Administrator',
    'Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage access using other ways, such as Azure Policy.',
    [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      'Microsoft.Support/*',
    ],
  ),
  role(
    '1ef6a3be-d0ac-425d-8c01-acb62866290b',
    'Compute Gallery Sharing Admin',
    'This role allows user to share gallery to another subscription/tenant or share it to the public.',
    ['Microsoft.Compute/galleries/share/action'],
  ),
  role(
    'cf7c76d2-98a3-4358-a134-615aa78bf44d',
    'Compute Gallery Image Reader',
    'This is the role for reading gallery images.',
    ['Microsoft.Compute/galleries/images/read', 'Microsoft.Compute/galleries/images/versions/read'],
  ),
  role(
    '85a2d0d9-2eba-4c9c-b355-11c2cc0788ab',
    'Compute Gallery Artifacts Publisher',
    'This is the role for publishing gallery artifacts.',
    [
      ...everyday,
      'Microsoft.Compute/galleries/*',
      'Microsoft.Compute/locations/capsOperations/read',
      'Microsoft.Compute/images/*',
      'Microsoft.Compute/disks/*',
      'Microsoft.Compute/snapshots/*',
    ],
    ['Microsoft.Compute/galleries/share/action'], // unconfirmed: the exact list of this role
  ),
  role(
    '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    'Virtual Machine Contributor',
    'Lets you manage virtual machines, but not access to them, and not the virtual network or storage account they are connected to.',
    [
      ...everyday,
      'Microsoft.Compute/virtualMachines/*',
      'Microsoft.Compute/disks/*',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
    ],
  ),
];

export const findRole = (id: string): Role | undefined => builtInRoles.find(one => one.id === id.toLowerCase());

export const allows = ({ actions, notActions }: Role, action: string): boolean =>
  actions.some(pattern => matches(pattern, action)) && !notActions.some(pattern => matches(pattern, action));

const matches = (pattern: string, action: string): boolean => {
  const parts = pattern.split('*').map(part => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
};
