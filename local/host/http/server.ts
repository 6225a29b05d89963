import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DurableHttpApi } from '../durable/httpApi';
import type { HttpOptions } from '../hostJson';
import type { Invoker } from '../invoker';
import { messageOf } from '../json';
import type { Log } from '../log';
import type { AdminApi } from './adminApi';
import { type Answer, empty } from './answer';
import { Gate } from './gate';
import { answerByFunction, streamByFunction } from './httpFunction';
import { isOneOf, type Keys, keyOf } from './keys';
import { BodyTooLarge, headersOf, readRequest, urlOf } from './request';
import { findRoute, type Match, type Route } from './routes';
import { send } from './send';

interface ServerParts {
  readonly routes: readonly Route[];
  readonly invoker: Invoker;
  readonly httpUri: string | undefined;
  readonly durable: DurableHttpApi;
  readonly admin: AdminApi;
  readonly keys: Keys;
  readonly auth: boolean;
  readonly options: HttpOptions;
  readonly log: Log;
}

const durablePath = 'runtime/webhooks/durabletask';

/** Everything the host answers: functions, the durable management API, /admin. */
export class HostServer {
  readonly #gate: Gate;

  constructor(private readonly parts: ServerParts) {
    this.#gate = new Gate(parts.options.maxConcurrentRequests, parts.options.maxOutstandingRequests);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { options, log } = this.parts;
    this.#answer(request, response)
      .catch(error => {
        log('error', 'Host.Http', `${request.method} ${request.url}: ${messageOf(error)}`);
        return error instanceof BodyTooLarge ? { ...empty(500), headers: { connection: 'close' } } : empty(500);
      })
      .then(answer => answer && send(response, answer, options.customHeaders))
      .catch(error => log('error', 'Host.Http', messageOf(error)));
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const path = urlOf(request).pathname.replace(/^\//, '');
    const lower = path.toLowerCase();
    if (lower === '')
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<h1>Your Functions app is up and running.</h1>',
      };
    if (lower.startsWith('admin/'))
      return this.parts.admin.answer(await readRequest(request), path.slice('admin/'.length));
    if (lower.startsWith(`${durablePath}/`)) return this.#manage(request, path.slice(durablePath.length + 1));
    const match = findRoute(this.parts.routes, request.method ?? 'GET', path);
    if (match === undefined) return empty(404);
    if (!this.#isLetIn(match.route, request)) return empty(401);
    return this.#gate.pass(() => this.#call(match, request, response), {
      status: 429,
      headers: { 'x-function-scaleout': '1' },
    });
  }

  #call(match: Match, request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const { invoker, httpUri } = this.parts;
    return httpUri === undefined
      ? answerByFunction(invoker, match, request)
      : streamByFunction(invoker, match, { request, response, httpUri });
  }

  async #manage(request: IncomingMessage, path: string): Promise<Answer> {
    const read = await readRequest(request);
    const { auth, keys, durable } = this.parts;
    if (auth && !isOneOf(keyOf(read.headers, read.url), keys.master, keys.durabletask))
      return empty(401, { 'www-authenticate': 'Bearer' });
    return durable.answer(read, path);
  }

  #isLetIn({ authLevel }: Route, request: IncomingMessage): boolean {
    const { auth, keys } = this.parts;
    if (!auth || authLevel === 'anonymous') return true;
    const key = keyOf(headersOf(request), urlOf(request));
    return authLevel === 'admin' ? isOneOf(key, keys.master) : isOneOf(key, keys.master, keys.functions);
  }
}

/** The address at which the app's own durable client calls: the same API, without keys. */
export const rpcHandler =
  (durable: DurableHttpApi, log: Log) => (request: IncomingMessage, response: ServerResponse) => {
    const path = urlOf(request).pathname.replace(/^\/durabletask\//i, '');
    void readRequest(request)
      .then(read => durable.answer(read, path))
      .catch(error => {
        log('error', 'Host.Triggers.DurableTask', messageOf(error));
        return empty(500);
      })
      .then(answer => send(response, answer, {}));
  };
