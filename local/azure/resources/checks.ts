import { isAuthorized } from '../authorization/isAuthorized';
import { apiOf } from '../entra/audiences';
import type { Claims } from '../entra/Tokens';
import { frontEnd } from '../errors';
import type { ArmPath } from '../shared/armPath';
import { isGuid } from '../shared/random';
import type { ResourceGroup } from '../shared/State';
import type { Store } from '../shared/Store';
import type { Call } from '../shared/service';
import type { World } from '../shared/World';
import type { ResourceType, Verb } from './ResourceType';

/** Who calls, by the token; the texts of Azure's 401s tell what is wrong with it. */
export const authenticate = ({ world, headers }: Call): Claims => {
  const { tenantId } = world.state;
  const token = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw frontEnd.noToken(tenantId);
  const verified = world.tokens.verify(token);
  if (!verified.ok) {
    const { expiredAt } = verified;
    throw expiredAt === undefined
      ? frontEnd.badToken(tenantId)
      : frontEnd.expiredToken(expiredAt, world.clock.now(), tenantId);
  }
  const { claims } = verified;
  if (apiOf(claims.aud) !== 'resourceManager') throw frontEnd.wrongAudience(claims.aud, tenantId);
  return claims;
};

export const checkApiVersion = (type: ResourceType, apiVersion: string | null, location: string): string => {
  if (apiVersion === null || apiVersion === '') throw frontEnd.missingApiVersion();
  if (!type.apiVersions.includes(apiVersion)) throw unsupported(type, apiVersion, location);
  return apiVersion;
};

/** Resource Manager has other words for its own types than for those of providers. */
const unsupported = ({ type, apiVersions }: ResourceType, apiVersion: string, location: string) => {
  const [namespace, ...rest] = type.split('/');
  const own = namespace === 'Microsoft.Resources';
  return own
    ? frontEnd.invalidApiVersion(apiVersion, [...apiVersions])
    : frontEnd.unsupportedApiVersion(rest.join('/'), apiVersion, [...apiVersions], location);
};

export const checkSubscription = ({ state }: World, { subscriptionId }: ArmPath): void => {
  if (subscriptionId === undefined) return;
  if (!isGuid(subscriptionId)) throw frontEnd.malformedSubscription(subscriptionId);
  if (!state.subscriptions.has(subscriptionId.toLowerCase())) throw frontEnd.subscriptionNotFound(subscriptionId);
};

const actions: Record<Verb, string> = {
  GET: 'read',
  LIST: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  POST: 'action',
  DELETE: 'delete',
};

export const checkRight = (call: Call, claims: Claims, type: ResourceType, path: ArmPath, verb: Verb): void => {
  if (type.open) return;
  const action = `${type.actionType ?? type.type}/${actions[verb]}`;
  const scope = scopeOf(path);
  if (isAuthorized(call.world.state, claims.oid, action, scope)) return;
  throw frontEnd.forbidden(claims.appid ?? claims.oid, claims.oid, action, scope);
};

/** A list is read at what it is a list of. */
const scopeOf = (path: ArmPath): string => {
  if (!path.collection) return path.id;
  return path.names.length > 0 ? path.id.slice(0, path.id.lastIndexOf('/')) : path.scope;
};

/** The group that a request lies in must be there, and stay. */
export const checkGroup = ({ state }: World, path: ArmPath, verb: Verb): void => {
  if (path.resourceGroup === undefined || isGroupItself(path)) return;
  const group = groupOf(state.groups, path);
  if (!group) throw frontEnd.groupNotFound(path.resourceGroup);
  const writes = verb === 'PUT' || verb === 'PATCH';
  if (writes && group.properties.provisioningState === 'Deleting') throw frontEnd.groupBeingDeleted(group.name);
};

export const groupOf = (groups: Store<ResourceGroup>, path: ArmPath): ResourceGroup | undefined =>
  groups.get(`/subscriptions/${path.subscriptionId}/resourceGroups/${path.resourceGroup}`);

const isGroupItself = ({ type }: ArmPath): boolean => type.toLowerCase() === 'microsoft.resources/resourcegroups';
