import { AzureError } from '../shared/AzureError';
import { americanDate } from '../shared/dates';

const gateway = { gateway: true };

/** What Azure Resource Manager answers by itself, before a resource provider sees the request. */
export const frontEnd = {
  malformedUrl: (path: string) =>
    new AzureError(400, 'InvalidRequestUri', `The request URI '${path}' is invalid.`, gateway), // unconfirmed
  malformedBody: () =>
    new AzureError(
      400,
      'InvalidRequestContent',
      'The request content was invalid and could not be deserialized: it is not valid JSON.', // unconfirmed: real text names Json.NET's problem
      gateway,
    ),
  bodyTooLarge: (limit: number) =>
    new AzureError(
      413,
      'RequestContentTooLarge', // unconfirmed
      `The request content size exceeds the maximum size of ${limit} bytes.`,
      gateway,
    ),
  missingApiVersion: () =>
    new AzureError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
      gateway,
    ),
  unsupportedApiVersion: (type: string, version: string, supported: string[], location: string) =>
    new AzureError(
      400,
      'NoRegisteredProviderFound',
      `No registered resource provider found for location '${location}' and API version '${version}' for type '${type}'. The supported api-versions are '${supported.join(', ')}'. The supported locations are ', ...'.`,
      gateway,
    ),
  invalidApiVersion: (version: string, supported: string[]) =>
    new AzureError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${[...supported].reverse().join(',')}'.`,
      gateway,
    ),
  unknownType: (namespace: string, version: string) =>
    new AzureError(
      404,
      'InvalidResourceType',
      `The resource type could not be found in the namespace '${namespace}' for api version '${version}'.`,
      gateway,
    ),
  unknownNamespace: (namespace: string) =>
    new AzureError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`, gateway),
  methodNotAllowed: (method: string) =>
    new AzureError(
      405,
      'MethodNotAllowed', // unconfirmed
      `The requested resource does not support http method '${method}'.`,
      gateway,
    ),
  noToken: (tenantId: string) => unauthorized('AuthenticationFailed', 'Authentication failed.', tenantId),
  badToken: (tenantId: string) => unauthorized('InvalidAuthenticationToken', 'The access token is invalid.', tenantId),
  wrongAudience: (audience: string, tenantId: string) =>
    unauthorized(
      'InvalidAuthenticationTokenAudience', // unconfirmed
      `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.azure.com/'.`,
      tenantId,
    ),
  expiredToken: (expiredAt: number, now: number, tenantId: string) =>
    unauthorized(
      'ExpiredAuthenticationToken',
      `The access token expiry UTC time '${americanDate(expiredAt)}' is earlier than current UTC time '${americanDate(now)}'.`,
      tenantId,
    ),
  forbidden: (client: string, objectId: string, action: string, scope: string) =>
    new AzureError(
      403,
      'AuthorizationFailed',
      `The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      gateway,
    ),
  malformedSubscription: (id: string) =>
    new AzureError(
      400,
      'InvalidSubscriptionId',
      `The provided subscription identifier '${id}' is malformed or invalid.`,
      gateway,
    ),
  subscriptionNotFound: (id: string) =>
    new AzureError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`, gateway),
  groupNotFound: (name: string) =>
    new AzureError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`, gateway),
  groupBeingDeleted: (name: string) =>
    new AzureError(
      409,
      'ResourceGroupBeingDeleted',
      `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
      gateway,
    ),
  groupElsewhere: (name: string, location: string, requested: string) =>
    new AzureError(
      409,
      'InvalidResourceGroupLocation',
      // unconfirmed: only "already exists" and both locations are known to be in the text
      `Invalid resource group location '${requested}'. The Resource group already exists in location '${location}'.`,
      { ...gateway, target: name },
    ),
  resourceNotFound: (type: string, names: string[], group: string) =>
    new AzureError(
      404,
      'ResourceNotFound',
      `The Resource '${typeAndNames(type, names)}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      gateway,
    ),
  parentNotFound: (parent: string) =>
    new AzureError(
      404,
      'ParentResourceNotFound', // unconfirmed
      `Can not perform requested operation on nested resource. Parent resource '${parent}' not found.`,
      gateway,
    ),
  locationRequired: () =>
    new AzureError(400, 'LocationRequired', 'The location property is required for this definition.', gateway),
  locationNotAvailable: (location: string, type: string, available: string[]) =>
    new AzureError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${available.join(',')}'.`,
      gateway,
    ),
  existsElsewhere: (name: string, location: string, group: string, requested: string) =>
    new AzureError(
      409,
      'InvalidResourceLocation',
      `The resource '${name}' already exists in location '${location}' in resource group '${group}'. A resource with the same name cannot be created in location '${requested}'. Please select a new resource name.`,
      gateway,
    ),
  invalidGroupName: (name: string) =>
    new AzureError(
      400,
      'InvalidParameter', // unconfirmed
      `The provided resource group name '${name}' has invalid characters. The name can only be a letter, digit, '-', '.', '(', ')' or '_', cannot end with '.', and is at most 90 characters long.`,
      gateway,
    ),
  invalidTags: (reason: string) => new AzureError(400, 'InvalidTagsInRequest', reason, gateway), // unconfirmed
  throttled: (kind: string, subscriptionId: string, actor: string, seconds: number) =>
    new AzureError(
      429,
      'SubscriptionRequestsThrottled',
      `Number of '${kind}' requests for subscription '${subscriptionId}' actor '${actor}' exceeded. Please try again after '${seconds}' seconds.`,
      { ...gateway, headers: { 'Retry-After': String(seconds) } },
    ),
  internal: (what: string) => new AzureError(500, 'InternalServerError', what),
};

const unauthorized = (code: string, message: string, tenantId: string): AzureError =>
  new AzureError(401, code, message, {
    ...gateway,
    headers: {
      // unconfirmed: the shape of the challenge
      'WWW-Authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/${tenantId}", error="invalid_token", error_description="${message}"`,
    },
  });

const typeAndNames = (type: string, names: string[]): string => {
  const [namespace = '', ...types] = type.split('/');
  return [namespace, ...types.flatMap((segment, index) => [segment, names[index] ?? ''])].join('/');
};
