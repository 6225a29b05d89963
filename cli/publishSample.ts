import { publicationId } from '../domain/ids';
import type { Publication } from '../domain/publication';
import type { Endpoints } from '../local/endpoints';
import type { Progress } from './Progress';
import { dropRequest, followPublication, publicationUrl, requestQueue } from './publications';
import { readSample } from './samples';
import { endingLine, resourceLines, sharingLines } from './story';

/** Drops a sample on the queue and tells what becomes of it, until it has ended. */
export const publishSample = async (
  file: string,
  { host, storage }: Pick<Endpoints, 'host' | 'storage'>,
  progress: Progress,
  signal: AbortSignal,
): Promise<Publication> => {
  const request = await readSample(file);
  progress.line(`\n${request.imageDefinition.name} ${request.imageVersion.name}, from ${file}`);
  await dropRequest(storage, request);
  progress.line(`  ✔ dropped on the queue ${requestQueue}`);

  let last: Publication | undefined;
  const show = (now: Publication): void => {
    if (!last) progress.line(`  ✔ accepted as publication ${now.id}`);
    for (const line of resourceLines(last, now)) progress.line(line);
    if (now.regions.some(({ state }) => state !== 'Unknown')) progress.regions(now.regions);
    for (const line of sharingLines(last, now)) progress.line(line);
    last = now;
  };
  const ended = await followPublication(publicationUrl(host, publicationId(request)), show, signal);
  progress.close();
  progress.line(endingLine(ended));
  return ended;
};
