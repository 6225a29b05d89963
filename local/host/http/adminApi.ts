import type { Hosted } from '../functionTable';
import { isJsonObject, type Json, tryParseJson } from '../json';
import type { Log } from '../log';
import { type Answer, empty, json, type ReadRequest } from './answer';
import { isOneOf, type Keys, keyOf } from './keys';
import type { Route } from './routes';

/** Calls a function by hand with one text, as the portal's "Test/Run" does. */
type RunByHand = (hosted: Hosted, input: string) => Promise<unknown>;

interface AdminOptions {
  readonly functions: readonly Hosted[];
  readonly routes: readonly Route[];
  readonly keys: Keys;
  readonly auth: boolean;
  readonly run: RunByHand;
  readonly log: Log;
}

/** The part of the host's /admin API that tools and tests use. */
export class AdminApi {
  readonly #startedAt = Date.now();

  constructor(private readonly options: AdminOptions) {}

  answer(request: ReadRequest, path: string): Answer {
    const [area = '', name = '', ...rest] = path.split('/');
    const isRead = request.method === 'GET';
    if (area === 'host' && name === 'ping')
      return empty(200, { 'cache-control': 'no-store,no-cache', pragma: 'no-cache' });
    const refusal = this.#refusal(request);
    if (refusal) return refusal;
    if (area === 'host' && name === 'status' && isRead) return json(200, this.#status());
    if (area !== 'functions' || rest.length > 0) return empty(404);
    if (name === '')
      return isRead
        ? json(
            200,
            this.options.functions.map(each => this.#described(each, request.url)),
          )
        : empty(404);
    const hosted = this.options.functions.find(each => each.name.toLowerCase() === name.toLowerCase());
    if (hosted === undefined) return empty(404);
    if (isRead) return json(200, this.#described(hosted, request.url));
    return request.method === 'POST' ? this.#run(hosted, request) : empty(404);
  }

  #refusal({ headers, url }: ReadRequest): Answer | undefined {
    const { auth, keys } = this.options;
    const key = keyOf(headers, url);
    if (!auth || isOneOf(key, keys.master)) return undefined;
    return isOneOf(key, keys.functions, keys.durabletask) ? empty(403) : empty(401, { 'www-authenticate': 'Bearer' });
  }

  #status(): Json {
    return {
      id: 'localhost',
      state: 'Running',
      version: '4.1037.0.0',
      versionDetails: 'local host',
      platformVersion: '',
      instanceId: '',
      computerName: '',
      processUptime: Date.now() - this.#startedAt,
      functionAppContentEditingState: 'Unknown',
      extensionBundle: null,
    };
  }

  #described({ name, fn }: Hosted, { origin }: URL): Json {
    const route = this.options.routes.find(({ hosted }) => hosted.name === name);
    const bindings = Object.entries(fn.metadata.bindings).map(([key, binding]) => ({ ...binding, name: key }));
    return {
      name,
      href: `${origin}/admin/functions/${name}`,
      invoke_url_template: route === undefined ? null : `${origin}/${route.template.text}`,
      language: 'node',
      config: { name, entryPoint: '', language: 'node', bindings: tryParseJson(JSON.stringify(bindings)) ?? [] },
      isDisabled: false,
      isDirect: false,
      isProxy: false,
    };
  }

  #run(hosted: Hosted, { headers, body }: ReadRequest): Answer {
    if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return empty(415);
    const content = tryParseJson(body.toString('utf8'));
    if (!isJsonObject(content)) return empty(400);
    const { input = '' } = content;
    if (typeof input !== 'string') return empty(400);
    this.options
      .run(hosted, input)
      .catch(() => this.options.log('debug', 'Host', `The call of '${hosted.name}' by hand failed.`));
    return empty(202);
  }
}
