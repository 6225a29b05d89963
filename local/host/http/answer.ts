import type { Json } from '../json';

/** A whole answer to a request, made before anything is sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Uint8Array | string;
}

export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, headers });

export const json = (status: number, value: Json, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

/** A request whose body was read. */
export interface ReadRequest {
  readonly method: string;
  /** Scheme, host, path and query as the client sent them. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
