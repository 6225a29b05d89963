import { TokenError } from '../errors';
import { ok, type Reply } from '../shared/Reply';
import { newGuid } from '../shared/random';
import type { Call, Service } from '../shared/service';
import { clientCredentials } from './clientCredentials';
import { instanceDiscovery, openidConfiguration } from './discovery';
import { managedIdentity } from './managedIdentity';

export const identityPath = '/msi/token';

interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  operation: string;
  answer(call: Call, tenant: string): Reply;
}

const routes: Route[] = [
  { method: 'GET', path: /^\/(msi)\/token$/i, operation: 'managedIdentityToken', answer: managedIdentity },
  {
    method: 'GET',
    path: /^\/(common)\/discovery\/instance$/i,
    operation: 'instanceDiscovery',
    answer: call => ok(instanceDiscovery(call)),
  },
  {
    method: 'GET',
    path: /^\/([^/]+)\/(?:v2\.0\/)?\.well-known\/openid-configuration$/i,
    operation: 'openidConfiguration',
    answer: (call, tenant) => ok(openidConfiguration(call, tenant)),
  },
  {
    method: 'GET',
    path: /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/i,
    operation: 'keys',
    answer: ({ world }) => ok(world.tokens.keySet),
  },
  {
    method: 'POST',
    path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?token$/i,
    operation: 'token',
    answer: (call, tenant) => ok(clientCredentials(call, tenant)),
  },
];

const routeOf = (pathname: string): Route | undefined => routes.find(({ path }) => path.test(pathname));

/** Entra ID: tokens, their discovery, and the managed-identity endpoint of the platform. */
export const entraService: Service = {
  name: 'entra',
  owns: pathname => routeOf(pathname) !== undefined,
  operationOf: (method, { pathname }) => ({
    name: `${method} Microsoft.Entra/${routeOf(pathname)?.operation ?? ''}`,
    resource: pathname,
  }),
  handle: async call => {
    const reply = answer(call);
    const headers = { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache', 'x-ms-request-id': call.requestId };
    return Response.json(reply.body, { status: reply.status, headers: { ...headers, ...reply.headers } });
  },
};

const answer = (call: Call): Reply => {
  const route = routeOf(call.url.pathname);
  if (!route || route.method !== call.method) return { status: 405, body: { error: 'invalid_request' } };
  try {
    return route.answer(call, route.path.exec(call.url.pathname)?.[1] ?? '');
  } catch (error) {
    if (error instanceof TokenError) return tokenRefusal(call, error);
    throw error;
  }
};

const tokenRefusal = ({ world, headers, requestId }: Call, { status, error, number, message }: TokenError): Reply => {
  const timestamp = `${new Date(world.clock.now()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const correlationId = headers.get('client-request-id') ?? newGuid();
  const trail = `Trace ID: ${requestId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`;
  return {
    status,
    body: {
      error,
      error_description: `${message}\r\n${trail}`,
      error_codes: [number],
      timestamp,
      trace_id: requestId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  };
};
