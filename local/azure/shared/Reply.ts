/** What a handler answers; the front end adds the headers that every answer of its service carries. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const list = (value: unknown[], nextLink?: string): Reply => ok({ value, nextLink });

/** Compute resource providers print their JSON, with Windows line ends; everything else is one line. */
export const prettyJson = (body: unknown): string => JSON.stringify(body, null, 2).replaceAll('\n', '\r\n');
