import { hasEnded, type Publication } from '../../domain/publication';
import { until } from './runningHost';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Page {
  readonly value: readonly Publication[];
  readonly next?: string;
}

/** The app's HTTP API, as a program of a user calls it. */
export const publicationsApi = (host: string, key?: string) => {
  const headers = key === undefined ? {} : { 'x-functions-key': key };

  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${host}/api/${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: Object.fromEntries(response.headers) };
    return { ...answer, body: text === '' ? undefined : JSON.parse(text) };
  };

  const find = async (id: string): Promise<Publication | undefined> => {
    const { status, body } = await call('GET', `publications/${id}`);
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`GET publications/${id} answered ${status}: ${JSON.stringify(body)}`);
    return JSON.parse(JSON.stringify(body));
  };

  /** Waits until the publication fits; fails with what it was at last. */
  const untilIt = async (id: string, does: string, fits: (it: Publication) => boolean, withinMs?: number) => {
    let last: Publication | undefined;
    try {
      return await until(
        does,
        async () => {
          last = await find(id);
          return last && fits(last) ? last : undefined;
        },
        withinMs,
      );
    } catch (error) {
      throw new Error(`Publication ${id} never ${does}. At last it was ${JSON.stringify(last)}`, { cause: error });
    }
  };

  return {
    publish: (request: unknown) => call('POST', 'publications', request),
    validate: (request: unknown) => call('POST', 'publications?validateOnly=true', request),
    cancel: (id: string) => call('DELETE', `publications/${id}`),
    list: (query = '') => call('GET', `publications${query}`),
    page: async (query = ''): Promise<Page> =>
      JSON.parse(JSON.stringify((await call('GET', `publications${query}`)).body)),
    health: () => call('GET', 'health'),
    find,
    untilIt,
    /** The publication when that attempt has ended. */
    ended: (id: string, { attempt = 1, withinMs = 45_000 } = {}) =>
      untilIt(id, `ended attempt ${attempt}`, it => it.attempt >= attempt && hasEnded(it), withinMs),
  };
};

export type PublicationsApi = ReturnType<typeof publicationsApi>;
