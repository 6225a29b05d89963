interface ErrorDetail {
  code: string;
  message: string;
  target?: string;
}

interface AzureErrorOptions {
  target?: string;
  details?: ErrorDetail[];
  headers?: Record<string, string>;
  /** Answered by the front end itself: such answers carry x-ms-failure-cause: gateway. */
  gateway?: boolean;
}

/** A refusal that knows its response. Every one is made by a function of `errors/`. */
export class AzureError extends Error {
  override readonly name = 'AzureError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly options: AzureErrorOptions = {},
  ) {
    super(message);
  }

  get body() {
    const { target, details } = this.options;
    return { error: { code: this.code, message: this.message, target, details } };
  }
}

/** The connection breaks instead of an answer; the listener destroys the socket. */
export class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset';
  readonly code = 'ECONNRESET';

  constructor() {
    super('The local Azure dropped this connection because a fault asked for it.');
  }
}
