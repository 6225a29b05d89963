import { apiOf } from '../entra/audiences';
import { graph } from '../errors';
import { AzureError } from '../shared/AzureError';
import type { Reply } from '../shared/Reply';
import type { Call, Service } from '../shared/service';
import { collections } from './collections';
import { getByIds } from './getByIds';

const prefix = /^\/graph\/v1\.0(?=\/|$)/i;

/** Application permissions that let an application read the directory; which suffices is unconfirmed. */
const readers = ['Directory.Read.All', 'Directory.ReadWrite.All', 'User.Read.All', 'User.ReadWrite.All'];

/** Microsoft Graph, as far as sharing images needs it. */
export const graphService: Service = {
  name: 'graph',
  owns: pathname => /^\/graph(?=\/|$)/i.test(pathname),
  operationOf: (method, { pathname }) => {
    const [set = '', id] = segmentsOf(pathname);
    const last = id === 'getByIds' ? `/${id}` : '';
    return {
      name: `${method === 'GET' && id === undefined ? 'LIST' : method} Microsoft.Graph/${set}${last}`,
      resource: pathname,
    };
  },
  handle: async call => toResponse(call, answer(call)),
};

const answer = (call: Call): Reply => {
  try {
    authenticate(call);
    return route(call);
  } catch (error) {
    if (error instanceof AzureError) return refusal(call, error);
    throw error;
  }
};

const authenticate = (call: Call): void => {
  const token = /^Bearer\s+(\S+)$/i.exec(call.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw graph.emptyToken();
  const verified = call.world.tokens.verify(token);
  if (!verified.ok) throw verified.expiredAt === undefined ? graph.badToken() : graph.expiredToken();
  if (apiOf(verified.claims.aud) !== 'graph') throw graph.badToken();
  call.caller = verified.claims.oid;
  if (!verified.claims.roles.some(role => readers.includes(role))) throw graph.forbidden();
};

const route = (call: Call): Reply => {
  const [set = '', id, ...rest] = segmentsOf(call.url.pathname);
  if (set === 'directoryObjects' && id === 'getByIds' && rest.length === 0) return onlyWith('POST', call, getByIds);
  const collection = collections[set.toLowerCase()];
  if (!collection || rest.length > 0) throw graph.unknownSegment(rest[0] ?? set);
  if (id === '$count') throw graph.countNotSupported();
  return onlyWith('GET', call, () => (id === undefined ? collection.list(call) : collection.get(call, id)));
};

const onlyWith = (method: string, call: Call, handler: (call: Call) => Reply): Reply => {
  if (call.method !== method) throw graph.methodNotAllowed(call.method);
  return handler(call);
};

/** What cannot be decoded stays as it is, and is then unknown. */
const segmentsOf = (pathname: string): string[] => {
  const segments = pathname.replace(prefix, '').split('/').filter(Boolean);
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return segments;
  }
};

const refusal = ({ world, headers, requestId }: Call, { status, code, message, options }: AzureError): Reply => ({
  status,
  headers: options.headers,
  body: {
    error: {
      code,
      message,
      innerError: {
        date: new Date(world.clock.now()).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': headers.get('client-request-id') ?? requestId,
      },
    },
  },
});

const contentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

const toResponse = ({ headers, requestId }: Call, reply: Reply): Response =>
  new Response(JSON.stringify(reply.body), {
    status: reply.status,
    headers: {
      'Content-Type': contentType,
      'OData-Version': '4.0',
      'request-id': requestId,
      'client-request-id': headers.get('client-request-id') ?? requestId,
      'x-ms-resource-unit': '1',
      ...reply.headers,
    },
  });
