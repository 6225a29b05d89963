import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Endpoints } from '../local/endpoints';

export interface AzureRequests {
  readonly total: number;
  readonly byOperation: Readonly<Record<string, number>>;
}

/** How many calls the local Azure has answered, in all and by operation. */
export const readAzureRequests = async ({ control, caFile }: Endpoints): Promise<AzureRequests> => {
  const counters: AzureRequests = JSON.parse(await getText(`${control}/counters`, await readFile(caFile)));
  return { total: counters.total, byOperation: counters.byOperation };
};

/** `fetch` trusts certificates that Node.js knew at its start; this one was made since. */
const getText = (url: string, ca: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { ca }, response => void text(response).then(resolve, reject)).on('error', reject);
  });
