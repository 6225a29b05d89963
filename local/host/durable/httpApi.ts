import { type Answer, empty, json, type ReadRequest } from '../http/answer';
import { isTerminal } from './events';
import { DuplicateKeyError } from './historyJson';
import { BadRequest, badJson, fault, jsonText } from './httpFaults';
import { type Hub, instanceUrls } from './managementUrls';
import { newId, type OrchestrationClient, type Outcome } from './orchestrationClient';
import type { Instance, Query } from './rows';
import { type Shown, value } from './shown';
import { statusJson } from './statusJson';
import type { Store } from './store';

type Handler = (request: ReadRequest, ...segments: string[]) => Answer | Promise<Answer>;

const pageSize = 100;
const statusOfOutcome: Record<Outcome, number> = { accepted: 202, notFound: 404, over: 410 };

/** The management API of Durable Functions: a function from request to answer, for both of its base addresses. */
export class DurableHttpApi {
  constructor(
    private readonly client: OrchestrationClient,
    private readonly store: Store,
    private readonly hub: Hub,
  ) {}

  /** Answers a request whose path below the base address is given. */
  async answer(request: ReadRequest, path: string): Promise<Answer> {
    const segments = path.split('/').filter(segment => segment !== '');
    try {
      const handler = this.#route(request.method, segments);
      return handler ? await handler(request, ...segments.slice(1).map(decoded)) : empty(404);
    } catch (error) {
      if (error instanceof BadRequest) return error.answer;
      if (error instanceof DuplicateKeyError) {
        return fault(
          400,
          'One or more of the arguments submitted is incorrect',
          error.message,
          'System.ArgumentException',
        );
      }
      throw error;
    }
  }

  #route(method: string, segments: readonly string[]): Handler | undefined {
    const [kind = '', , action = ''] = segments.map(segment => segment.toLowerCase());
    const count = segments.length;
    if (segments.slice(1).some(segment => decoded(segment).includes('/'))) return undefined;
    if (kind === 'orchestrators' && method === 'POST' && (count === 2 || count === 3)) return this.#start;
    if (kind !== 'instances') return undefined;
    if (count === 1) return { GET: this.#list, DELETE: this.#purgeMany }[method];
    if (count === 2) return { GET: this.#status, DELETE: this.#purge }[method];
    if (method !== 'POST') return undefined;
    if (count === 4) return action === 'raiseevent' ? this.#raise : undefined;
    return count === 3 ? this.#actions[action] : undefined;
  }

  readonly #start: Handler = async (request, name = '', id = newId()) => {
    const outcome = this.client.start(name, id, jsonText(request.body.toString('utf8'), null));
    if ('conflict' in outcome) {
      return json(409, { Message: `An Orchestration instance with the status ${outcome.conflict} already exists.` });
    }
    const timeout = Number(request.url.searchParams.get('timeout'));
    if (!(timeout > 0)) return this.#started(id);
    const interval = Number(request.url.searchParams.get('pollingInterval')) || 1;
    return (await this.#ended(id, timeout * 1000, interval * 1000)) ?? this.#started(id);
  };

  #started(id: string): Answer {
    const urls = instanceUrls(this.hub, id);
    return json(202, urls, { location: urls.statusQueryGetUri, 'retry-after': '10' });
  }

  async #ended(id: string, timeout: number, interval: number): Promise<Answer | undefined> {
    for (const end = Date.now() + timeout; ; ) {
      const instance = this.client.get(id);
      if (instance?.status === 'Completed') return json(200, value(instance.output));
      if (instance && isTerminal(instance.status)) return json(200, statusJson(instance, everything, []));
      if (Date.now() >= end) return undefined;
      await new Promise(resolve => setTimeout(resolve, Math.min(interval, Math.max(0, end - Date.now()))));
    }
  }

  readonly #status: Handler = (request, id = '') => {
    const instance = this.client.get(id);
    if (instance === undefined) return empty(404);
    const { searchParams } = request.url;
    const shown = shownBy(searchParams);
    const body = statusJson(instance, shown, shown.history ? this.store.history(id) : []);
    if (!isTerminal(instance.status)) return json(202, body, { location: request.url.href, 'retry-after': '5' });
    const asError = instance.status === 'Failed' && isTrue(searchParams.get('returnInternalServerErrorOnFailure'));
    return json(asError ? 500 : 200, body);
  };

  readonly #list: Handler = ({ url, headers }) => {
    const top = Math.max(1, Number(url.searchParams.get('top')) || pageSize);
    const token = headers['x-ms-continuation-token'];
    const after = token ? Buffer.from(token, 'base64').toString('utf8') : undefined;
    const found = this.store.list(queryOf(url.searchParams), after, top + 1);
    const page = found.slice(0, top);
    const last = found.length > top ? page.at(-1) : undefined;
    const shown = { ...shownBy(url.searchParams), history: false };
    const next: Record<string, string> =
      last === undefined ? {} : { 'x-ms-continuation-token': Buffer.from(last.id).toString('base64') };
    return json(
      200,
      page.map(instance => statusJson(instance, shown, [])),
      next,
    );
  };

  readonly #purge: Handler = (_request, id = '') => {
    const instance = this.client.get(id);
    if (instance === undefined) return empty(404);
    if (!isTerminal(instance.status)) {
      return json(
        412,
        `Only orchestrations in a terminal state can be purged, but the orchestration with instance ID ${id} has status ${instance.status}`,
      );
    }
    this.client.purge([id]);
    return json(200, { instancesDeleted: 1 });
  };

  readonly #purgeMany: Handler = ({ url }) => {
    const query = queryOf(url.searchParams);
    if (query.createdFrom === undefined) return json(400, "Please provide value for 'createdTimeFrom' parameter.");
    let deleted = 0;
    for (let after: string | undefined, page: Instance[] = []; ; ) {
      page = this.store.list(query, after, pageSize);
      const ended = page.filter(({ status }) => isTerminal(status)).map(({ id }) => id);
      this.client.purge(ended);
      deleted += ended.length;
      after = page.at(-1)?.id;
      if (page.length < pageSize) break;
    }
    return deleted === 0 ? empty(404) : json(200, { instancesDeleted: deleted });
  };

  readonly #raise: Handler = ({ body, headers }, id = '', _action = '', name = '') => {
    if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
      return json(400, { Message: 'Only application/json request content is supported' });
    }
    const text = body.toString('utf8');
    const data =
      text.trim() === ''
        ? badJson("Error reading JToken from JsonReader. Path '', line 0, position 0.")
        : jsonText(text, 'null');
    return empty(statusOfOutcome[this.client.raise(id, name, data)]);
  };

  readonly #actions: Record<string, Handler> = {
    terminate: ({ url }, id = '') => empty(statusOfOutcome[this.client.terminate(id, reasonOf(url))]),
    suspend: ({ url }, id = '') => this.#suspendOrResume(id, 'suspend', reasonOf(url)),
    resume: ({ url }, id = '') => this.#suspendOrResume(id, 'resume', reasonOf(url)),
    rewind: ({ url }, id = '') => this.#rewind(id, reasonOf(url)),
    restart: ({ url }, id = '') => this.#restart(id, !isFalse(url.searchParams.get('restartWithNewInstanceId'))),
  };

  #suspendOrResume(id: string, action: 'suspend' | 'resume', reason: string): Answer {
    const status = this.client.get(id)?.status;
    const isSuspended = status === 'Suspended';
    if (status !== undefined && !isTerminal(status) && isSuspended === (action === 'suspend')) {
      const text = `Cannot ${action} the orchestration instance ${id} because instance is in the ${status} state.`;
      return fault(500, 'Something went wrong while processing your request', text, 'System.InvalidOperationException');
    }
    return empty(statusOfOutcome[this.client[action](id, reason)]);
  }

  #rewind(id: string, reason: string): Answer {
    const instance = this.client.get(id);
    if (instance === undefined) return json(404, `No orchestration with instance ID "$${id}" found.`);
    if (instance.status !== 'Failed') {
      return json(
        412,
        `This orchestration has status ${instance.status}, but only orchestrations in the "Failed" state can be rewound.`,
      );
    }
    this.client.rewind(id, reason);
    return empty(202);
  }

  #restart(id: string, withNewId: boolean): Answer {
    const instance = this.client.get(id);
    if (instance === undefined) {
      const text = `No instance with ID '${id}' was found. (Parameter 'instanceId')`;
      return fault(400, 'InstanceId does not match a valid orchestration instance.', text, 'System.ArgumentException');
    }
    const newInstanceId = withNewId ? newId() : id;
    const outcome = this.client.start(instance.name, newInstanceId, instance.input);
    if ('conflict' in outcome)
      return json(409, { Message: `An Orchestration instance with the status ${outcome.conflict} already exists.` });
    return this.#started(newInstanceId);
  }
}

const everything: Shown = { input: true, history: false, historyOutput: false };

const shownBy = (params: URLSearchParams): Shown => ({
  input: !isFalse(params.get('showInput')),
  history: isTrue(params.get('showHistory')),
  historyOutput: isTrue(params.get('showHistoryOutput')),
});

const isTrue = (text: string | null) => text?.toLowerCase() === 'true';
const isFalse = (text: string | null) => text?.toLowerCase() === 'false';
const reasonOf = (url: URL) => url.searchParams.get('reason') ?? '';

const statuses = ['Running', 'Completed', 'ContinuedAsNew', 'Failed', 'Canceled', 'Terminated', 'Pending', 'Suspended'];

/** Filters that make no sense are ignored, as on the real host. */
function queryOf(params: URLSearchParams): Query {
  const wanted = params.getAll('runtimeStatus').flatMap(list => list.split(','));
  const known = statuses.filter(status => wanted.some(text => text.trim().toLowerCase() === status.toLowerCase()));
  return {
    ...time('createdFrom', params.get('createdTimeFrom')),
    ...time('createdTo', params.get('createdTimeTo')),
    ...(known.length > 0 ? { statuses: known } : {}),
    ...(params.get('instanceIdPrefix') ? { idPrefix: params.get('instanceIdPrefix') ?? '' } : {}),
  };
}

function time(name: 'createdFrom' | 'createdTo', text: string | null): Partial<Query> {
  const parsed = Date.parse(text ?? '');
  return Number.isNaN(parsed) ? {} : { [name]: parsed };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment.replaceAll('+', ' '));
  } catch {
    return segment;
  }
}
