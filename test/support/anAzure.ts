import { createLocalAzure, type LocalAzureOptions, ManualClock } from '../../local/azure';

const origin = 'https://localhost';
export const subscription = '/subscriptions/5ab00000-0000-4000-8000-000000000001';
export const ada = 'a0000000-0000-4000-8000-000000000001';
export const reader = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
const noon = Date.UTC(2026, 0, 15, 12);

/** What came back: the body as JSON, and as the text that went over the wire. */
interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
}

/** JSON that a test looks into without knowing its shape. */
export interface Json {
  [member: string]: Json;
}

interface Ask {
  body?: unknown;
  headers?: Record<string, string>;
  /** None for a request without a token. */
  token?: string | null;
}

const versions: [path: RegExp, apiVersion: string][] = [
  [/^\/local/, ''],
  [/Microsoft\.Authorization/i, '2022-04-01'],
  [/Microsoft\.Compute\/(disks|snapshots)|DiskOperations/i, '2026-03-02'],
  [/Microsoft\.Compute\/images|locations\/[^/]+\/operations/i, '2026-04-01'],
  [/Microsoft\.Compute/i, '2025-12-03'],
  [/./, '2025-04-01'],
];

/** A local Azure at noon whose clock the test moves, and a way to ask it. */
export const anAzure = (options: Omit<LocalAzureOptions, 'clock'> = {}) => {
  const clock = new ManualClock(noon);
  const azure = createLocalAzure({ ...options, clock });

  const tokenFor = async (resource = 'https://management.azure.com/', query = ''): Promise<string> => {
    const url = `${origin}/msi/token?api-version=2019-08-01&resource=${encodeURIComponent(resource)}${query}`;
    const response = await azure.fetch(new Request(url, { headers: { 'X-IDENTITY-HEADER': azure.identityHeader } }));
    const { access_token }: { access_token: string } = JSON.parse(await response.text());
    return access_token;
  };

  const ask = async (method: string, path: string, { body, headers, token }: Ask = {}): Promise<Answer> => {
    const bearer = token === null ? {} : { Authorization: `Bearer ${token ?? (await tokenFor())}` };
    const request = new Request(urlOf(path), {
      method,
      headers: { ...bearer, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const response = await azure.fetch(request);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    };
  };

  return {
    azure,
    clock,
    ask,
    tokenFor,
    get: (path: string, rest?: Ask) => ask('GET', path, rest),
    put: (path: string, body: unknown, rest?: Ask) => ask('PUT', path, { ...rest, body }),
    patch: (path: string, body: unknown, rest?: Ask) => ask('PATCH', path, { ...rest, body }),
    remove: (path: string, rest?: Ask) => ask('DELETE', path, rest),
    /** Where the answer says that its operation is watched. */
    operation: (answer: Answer) => ask('GET', answer.headers.get('azure-asyncoperation') ?? ''),
    /** Puts, and lets the time pass that it takes. */
    settled: async (path: string, body: unknown, ms = 24 * 3_600_000): Promise<Answer> => {
      const answer = await ask('PUT', path, { body });
      if (answer.status >= 300) throw new Error(`PUT ${path}: ${answer.text}`);
      clock.advance(ms);
      return ask('GET', path);
    },
  };
};

export type AnAzure = ReturnType<typeof anAzure>;

/** With the api-version that the JavaScript SDK sends, unless the path has one. */
const urlOf = (path: string): string => {
  const url = new URL(path, origin);
  const version = versions.find(([pattern]) => pattern.test(url.pathname))?.[1] ?? '';
  if (version !== '' && !url.searchParams.has('api-version')) url.searchParams.set('api-version', version);
  return url.href;
};
