import { AzureError } from '../shared/AzureError';

/** What Microsoft Graph refuses. */
export const graph = {
  emptyToken: () => new AzureError(401, 'InvalidAuthenticationToken', 'Access token is empty.'),
  expiredToken: () =>
    new AzureError(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'),
  badToken: () =>
    new AzureError(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.'), // unconfirmed
  forbidden: () =>
    new AzureError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  notFound: (id: string) =>
    new AzureError(
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  unknownSegment: (segment: string) =>
    new AzureError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`),
  methodNotAllowed: (method: string) =>
    new AzureError(
      405,
      'Request_BadRequest',
      `Specified HTTP method is not allowed for the request target: ${method}.`,
    ), // unconfirmed
  unsupportedFilter: (property: string, resource: string) =>
    new AzureError(
      400,
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
    ),
  invalidFilter: () => new AzureError(400, 'BadRequest', 'Invalid filter clause.'),
  searchNotSupported: () =>
    new AzureError(
      400,
      'Request_UnsupportedQuery',
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    ), // unconfirmed: text; refused here with the header, too
  countNotSupported: () => new AzureError(400, 'Request_BadRequest', '$count is not currently supported.'),
  malformedBody: () =>
    new AzureError(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  invalidIds: () =>
    new AzureError(400, 'Request_BadRequest', "Invalid value specified for property 'ids' of resource."), // unconfirmed
};
