import { AzureError } from '../shared/AzureError';

/** What Microsoft.Authorization refuses. */
export const authorization = {
  malformedBody: () => new AzureError(400, 'BadRequestFormat', 'The request was incorrectly formatted.'),
  invalidAssignmentId: (name: string) =>
    new AzureError(
      400,
      'InvalidRoleAssignmentId', // unconfirmed
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    ),
  exists: (name: string) =>
    new AzureError(
      409,
      'RoleAssignmentExists',
      `The role assignment already exists. The ID of the existing role assignment is ${name.replaceAll('-', '')}.`,
    ),
  updateNotPermitted: () =>
    new AzureError(
      400,
      'RoleAssignmentUpdateNotPermitted',
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    ),
  principalNotFound: (principalId: string, tenantId: string) =>
    new AzureError(
      400,
      'PrincipalNotFound',
      `Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
    ),
  unmatchedType: (principalId: string, actual: string, given: string) =>
    new AzureError(
      400, // unconfirmed
      'UnmatchedPrincipalType',
      `The PrincipalId '${principalId}' has type '${actual}' , which is different from specified PrinciaplType '${given}'.`,
    ),
  invalidPrincipalId: (principalId: string) =>
    new AzureError(
      400,
      'InvalidPrincipalId',
      `The Principal ID '${principalId}' is not valid. Principal ID must be a GUID.`,
    ),
  roleNotFound: (id: string, status: 400 | 404) =>
    new AzureError(
      status, // unconfirmed for PUT, where it is 400 here
      'RoleDefinitionDoesNotExist',
      `The specified role definition with ID '${id}' does not exist.`,
    ),
  assignmentNotFound: (name: string) =>
    new AzureError(404, 'RoleAssignmentNotFound', `The role assignment '${name}' is not found.`), // unconfirmed
  unsupportedFilter: (filter: string) =>
    new AzureError(
      400,
      'UnsupportedQuery', // unconfirmed
      `The filter '${filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}'' or 'assignedTo('{value}')'.`,
    ),
};
