import { createPipelineRequest, type HttpClient, type Pipeline } from '@azure/core-rest-pipeline';
import type { PublicationError } from '../domain/outcome';

/**
 * Why an asynchronous operation failed, from its own URL (facts: arm, 1.3); undefined when Azure does not say so.
 * Only asks the Resource Manager that is configured, since the request carries a token.
 */
export const operationFailure = async (
  { pipeline, httpClient }: { readonly pipeline: Pipeline; readonly httpClient: HttpClient },
  operation: string,
  endpoint: string,
  resourceId: string,
): Promise<PublicationError | undefined> => {
  if (URL.parse(operation)?.origin !== new URL(endpoint).origin) return undefined;
  const { status, bodyAsText } = await pipeline.sendRequest(httpClient, createPipelineRequest({ url: operation }));
  if (status !== 200 || !bodyAsText) return undefined;
  const { error }: { error?: { code?: unknown; message?: unknown } } = JSON.parse(bodyAsText);
  if (typeof error?.code !== 'string' || typeof error.message !== 'string') return undefined;
  return { code: error.code, message: error.message, resourceId };
};
