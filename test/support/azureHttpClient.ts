import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { ConnectionReset, type LocalAzure } from '../../local/azure';

/** The local Azure as the `httpClient` of any Azure SDK client: no socket, no TLS. */
export const azureHttpClient = ({ fetch }: Pick<LocalAzure, 'fetch'>): HttpClient => ({
  sendRequest: async request => {
    const response = await fetch(toRequest(request)).catch(error => {
      throw error instanceof ConnectionReset ? new RestError(error.message, { code: error.code, request }) : error;
    });
    const headers = createHttpHeaders(Object.fromEntries(response.headers));
    return { request, status: response.status, headers, bodyAsText: await response.text() };
  },
});

const toRequest = ({ url, method, headers, body }: PipelineRequest): Request =>
  new Request(url, { method, headers: headers.toJSON(), body: typeof body === 'string' ? body : undefined });
