import type { StartedOperation } from '../activities/ports';

type Response = { readonly status: number; readonly headers: { get(name: string): string | undefined } };

/**
 * Sends a PUT and does not wait for its operation, however the SDK does it: `send` gets the listener for the raw
 * response. Tells whether Azure made the resource (201), where its operation is, and when it wants to be asked.
 */
export const put = async (
  send: (options: { onResponse: (response: Response) => void }) => Promise<unknown>,
): Promise<StartedOperation> => {
  let first: Response | undefined;
  await send({
    onResponse: response => {
      first ??= response;
    },
  });
  return {
    created: first?.status === 201,
    operation: first?.headers.get('azure-asyncoperation'),
    retryAfterSeconds: Number(first?.headers.get('retry-after')) || undefined,
  };
};
