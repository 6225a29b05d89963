import { frontEnd as errors } from '../errors';
import { AzureError } from '../shared/AzureError';
import { type ArmPath, parseArmPath } from '../shared/armPath';
import type { Operation } from '../shared/Operation';
import type { Reply } from '../shared/Reply';
import { type Call, jsonOf, type Service } from '../shared/service';
import { takeFromProvider, takeFromSubscription } from './budgets';
import { authenticate, checkApiVersion, checkGroup, checkRight, checkSubscription } from './checks';
import { toResponse } from './headers';
import { metadataEndpoints, metadataPath } from './metadata';
import type { ArmCall, ResourceType, Verb } from './ResourceType';

const verbs = new Set<string>(['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE']);
const isVerb = (method: string): method is Verb => verbs.has(method);

/** Azure Resource Manager: checks every request in Azure's order, then lets its type answer. */
export const resourceManager = (types: ResourceType[]): Service => {
  const byType = new Map(types.map(type => [type.type.toLowerCase(), type]));
  return {
    name: 'resourceManager',
    owns: () => true,
    operationOf: (method, url) => operationOf(byType, method, url),
    handle: async call => handle(byType, call),
  };
};

const handle = (types: Map<string, ResourceType>, call: Call): Response => {
  try {
    return answer(types, call);
  } catch (error) {
    if (error instanceof AzureError) return refusal(call, error);
    throw error;
  }
};

const refusal = (call: Call, { status, body, options }: AzureError): Response => {
  const cause: Record<string, string> = options.gateway ? { 'x-ms-failure-cause': 'gateway' } : {};
  return toResponse(call, { status, body, headers: { ...cause, ...options.headers } }, !options.gateway);
};

const answer = (types: Map<string, ResourceType>, call: Call): Response => {
  const { pathname } = call.url;
  if (metadataPath(pathname)) return toResponse(call, metadataEndpoints(call));
  const claims = authenticate(call);
  call.caller = claims.oid;
  const path = parseArmPath(pathname);
  if (!path) throw errors.malformedUrl(pathname);
  const verb = verbOf(call.method, path);
  const type = typeOf(types, path, call.url);
  checkSubscription(call.world, path);
  const apiVersion = checkApiVersion(type, call.url.searchParams.get('api-version'), locationOf(call));
  const budget = takeFromSubscription(call.world, path, claims, verb);
  checkRight(call, claims, type, path, verb);
  checkGroup(call.world, path, verb);
  const reply = perform(type, { ...call, path, verb, apiVersion, claims });
  return toResponse(call, { ...reply, headers: { ...budget, ...reply.headers } }, type.pretty);
};

const perform = (type: ResourceType, call: ArmCall): Reply => {
  const handler = type.handlers[call.verb];
  if (!handler) throw errors.methodNotAllowed(call.method);
  const windows = type.limits?.[call.verb];
  const budget = windows ? takeFromProvider(call.world, call.path, windows) : {};
  const reply = handler(call);
  // What is not there is answered by Resource Manager alone, without the provider's headers.
  return reply.status === 204 ? reply : { ...reply, headers: { ...budget, ...reply.headers } };
};

const verbOf = (method: string, path: ArmPath): Verb => {
  if (!isVerb(method)) throw errors.methodNotAllowed(method);
  return method === 'GET' && path.collection ? 'LIST' : method;
};

const typeOf = (types: Map<string, ResourceType>, path: ArmPath, url: URL): ResourceType => {
  const type = types.get(path.type.toLowerCase());
  if (type) return type;
  const [namespace = ''] = path.type.split('/');
  const known = [...types.keys()].some(one => one.startsWith(`${namespace.toLowerCase()}/`));
  if (!known) throw errors.unknownNamespace(namespace);
  throw errors.unknownType(namespace, url.searchParams.get('api-version') ?? '');
};

const locationOf = (call: Call): string => {
  const body = jsonOf(call);
  const named = typeof body === 'object' && body !== null && 'location' in body ? body.location : undefined;
  return typeof named === 'string' ? named : 'global';
};

const operationOf = (types: Map<string, ResourceType>, method: string, url: URL): Operation => {
  const path = parseArmPath(url.pathname);
  if (!path) return { name: `${method} ${url.pathname}`, resource: url.pathname };
  const type = types.get(path.type.toLowerCase())?.type ?? path.type;
  const verb = method === 'GET' && path.collection ? 'LIST' : method;
  return { name: `${verb} ${type}`, resource: path.id };
};
