import { frontEnd } from './errors';
import { services } from './services';
import { AzureError, ConnectionReset } from './shared/AzureError';
import { type Effects, noEffects } from './shared/Faults';
import type { Operation } from './shared/Operation';
import { newGuid } from './shared/random';
import { readText } from './shared/readText';
import type { Call, Service } from './shared/service';
import type { World } from './shared/World';

const maxBody = 4 * 1024 * 1024;

/** The way of every request: settle what is due, find the service, let faults strike, answer, write it down. */
export const handle = async (world: World, request: Request): Promise<Response> => {
  const url = new URL(request.url);
  const service = serviceOf(url.pathname);
  const operation = service.operationOf(request.method, url);
  const effects = service.silent ? noEffects() : world.faults.strike(operation);
  const call = await callOf(world, request, url, effects);
  if (!call) return tooLarge();
  return disturbed(call, service, operation);
};

const serviceOf = (pathname: string): Service => {
  const service = services.find(one => one.owns(pathname));
  if (!service) throw new Error(`No service owns ${pathname}; Resource Manager, the last in services.ts, should.`);
  return service;
};

const callOf = async (world: World, request: Request, url: URL, effects: Effects): Promise<Call | undefined> => {
  const body = await readText(request, maxBody);
  if (body === undefined) return undefined;
  return { world, method: request.method, url, headers: request.headers, body, effects, requestId: newGuid() };
};

const disturbed = async (call: Call, service: Service, operation: Operation): Promise<Response> => {
  const { world, effects } = call;
  if (effects.delayMs !== undefined) await world.clock.sleep(effects.delayMs);
  if (effects.reset === 'before') return broken(call, service, operation);
  world.operations.settle();
  const response = effects.answer ? scripted(call, effects.answer) : await answered(call, service);
  if (effects.reset === 'after') return broken(call, service, operation);
  note(call, service, operation, response.status);
  return response;
};

/** A mistake of ours is Azure's 500 to the client, and is told on stderr. */
const answered = async (call: Call, service: Service): Promise<Response> => {
  try {
    return await service.handle(call);
  } catch (error) {
    console.error('The local Azure failed to answer', call.method, call.url.pathname, error);
    const { status, body } = frontEnd.internal('The local Azure failed to answer; its standard error tells why.');
    return Response.json(body, { status });
  }
};

const broken = (call: Call, service: Service, operation: Operation): never => {
  note(call, service, operation, 'reset');
  throw new ConnectionReset();
};

const scripted = (call: Call, answer: NonNullable<Effects['answer']>): Response => {
  const { status, code = 'ScriptedFault', message = 'A scripted fault of the local Azure.', retryAfter } = answer;
  const headers = new Headers({ 'x-ms-request-id': call.requestId });
  if (retryAfter !== undefined) headers.set('Retry-After', String(call.world.clock.retryAfter(retryAfter)));
  return Response.json(new AzureError(status, code, message).body, { status, headers });
};

const tooLarge = (): Response => {
  const { status, body } = frontEnd.bodyTooLarge(maxBody);
  return Response.json(body, { status, headers: { Connection: 'close' } });
};

/** Signed operation URLs are kilobytes long, so the log keeps the path and the api-version. */
const note = (call: Call, service: Service, { name, resource }: Operation, status: number | 'reset'): void => {
  if (service.silent) return;
  const { world, url, method, requestId, caller, effects } = call;
  const apiVersion = url.searchParams.get('api-version');
  world.log.add({
    at: new Date(world.clock.now()).toISOString(),
    service: service.name,
    method,
    path: apiVersion === null ? url.pathname : `${url.pathname}?api-version=${apiVersion}`,
    operation: name,
    resource,
    status,
    requestId,
    caller,
    faults: effects.faults.length > 0 ? effects.faults : undefined,
  });
};
