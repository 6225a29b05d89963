import type { Effects } from './Faults';
import type { Operation } from './Operation';
import type { World } from './World';

/** One request on its way through a service. */
export interface Call {
  readonly world: World;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** The body as text, already limited in size. */
  readonly body: string;
  /** What the matching faults ask for. */
  readonly effects: Effects;
  /** The guid of x-ms-request-id; an asynchronous operation takes it as its name. */
  readonly requestId: string;
  /** Set by a service that knows who calls, for the log. */
  caller?: string;
}

/** A service of the local Azure: which paths are its own, how it names a request, how it answers. */
export interface Service {
  readonly name: string;
  owns(pathname: string): boolean;
  operationOf(method: string, url: URL): Operation;
  /** Neither counted nor disturbed by faults. */
  readonly silent?: boolean;
  handle(call: Call): Promise<Response>;
}

/** The body as JSON; `undefined` when it is none. */
export const jsonOf = (call: Call, reviver?: (key: string, value: unknown) => unknown): unknown => {
  try {
    return JSON.parse(call.body, reviver);
  } catch {
    return undefined;
  }
};
