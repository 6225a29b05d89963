import { relative } from 'node:path';
import { publicationId } from '../domain/ids';
import type { Stack } from '../local/Stack';
import { comparedWithAzure } from './localSpeed';
import { publicationUrl } from './publications';
import { queueCommand } from './queueCommand';
import { readSample } from './samples';

const sample = 'samples/publish-linux.json';

/** What `vernissage start` says: where everything is, and what to try first. */
export const welcome = async (
  { endpoints, functionKey, endpointsFile, logDir }: Stack,
  speed: number,
): Promise<string> => {
  const request = await readSample(sample);
  const key = functionKey ? ` -H 'x-functions-key: ${functionKey}'` : '';
  const here = (path: string) => relative(process.cwd(), path);
  return [
    '',
    'The local stack is up. Nothing in it reaches beyond this machine; Ctrl-C stops it.',
    '',
    `  Publications   ${endpoints.host}/api/publications`,
    `  Local Azure    ${endpoints.resourceManager} (runs ${comparedWithAzure(speed)})`,
    `  Its controls   ${endpoints.control}`,
    `  Endpoints      ${here(endpointsFile)}`,
    `  Logs           ${here(logDir)}`,
    '',
    'Publish an image over HTTP:',
    '',
    `  curl -X POST ${endpoints.host}/api/publications${key} -H 'content-type: application/json' -d @${sample}`,
    '',
    'Or drop the same request on the queue:',
    '',
    `  ${await queueCommand(endpoints.storage, sample)}`,
    '',
    'See how far it is:',
    '',
    `  curl ${publicationUrl(endpoints.host, publicationId(request))}${key}`,
    '',
    '',
  ].join('\n');
};
