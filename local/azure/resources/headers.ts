import { compactDate } from '../shared/dates';
import { prettyJson, type Reply } from '../shared/Reply';
import { guidOf } from '../shared/random';
import type { Call } from '../shared/service';

/** The headers that every answer carries; where no provider was asked, request and correlation have one id. */
const common = (call: Call, provided: boolean): Record<string, string> => {
  const own = provided ? guidOf('correlation', call.requestId) : call.requestId;
  const correlationId = call.headers.get('x-ms-correlation-request-id') ?? own;
  return {
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'x-cache': 'CONFIG_NOCACHE',
    'x-msedge-ref': `Ref A: ${guidOf('edge', call.requestId).replaceAll('-', '').toUpperCase()} Ref B: LOCAL Ref C: ${new Date(call.world.clock.now()).toISOString().slice(0, 19)}Z`,
    'x-ms-request-id': call.requestId,
    'x-ms-correlation-request-id': correlationId,
    'x-ms-routing-request-id': `EASTUS2:${compactDate(call.world.clock.now())}:${correlationId}`,
    ...identifier(call),
    ...echoed(call, 'x-ms-client-request-id'),
  };
};

/** Who wrote, and where: on writes. */
const identifier = ({ method, world, caller, requestId }: Call): Record<string, string> =>
  method === 'GET' || method === 'HEAD' || caller === undefined
    ? {}
    : {
        'x-ms-operation-identifier': `tenantId=${world.state.tenantId},objectId=${caller}/eastus2/${guidOf('operation', requestId)}`,
      };

/** Azure gives the client's own id back when asked to. */
const echoed = ({ headers }: Call, name: string): Record<string, string> => {
  const value = headers.get(name);
  return value !== null && headers.get('x-ms-return-client-request-id') === 'true' ? { [name]: value } : {};
};

/** An answer as it goes over the wire. */
export const toResponse = (call: Call, reply: Reply, pretty = false): Response => {
  const headers = new Headers({ ...common(call, pretty), ...reply.headers });
  if (reply.body === undefined) return emptyResponse(reply.status, headers);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  const body = pretty ? prettyJson(reply.body) : JSON.stringify(reply.body);
  return new Response(call.method === 'HEAD' ? null : body, { status: reply.status, headers });
};

const emptyResponse = (status: number, headers: Headers): Response => {
  if (status !== 204) headers.set('Content-Length', '0');
  return new Response(null, { status, headers });
};
