import { followPublication } from '../cli/publications';
import type { Publication } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import type { Stack } from '../local/up';

/** Publishes over HTTP and waits for the end; fails unless it is `published`. */
export const publishAndWait = async ({ endpoints }: Stack, request: PublishRequest): Promise<Publication> => {
  const answer = await fetch(`${endpoints.host}/api/publications`, { method: 'POST', body: JSON.stringify(request) });
  if (answer.status !== 202) throw new Error(`POST answered ${answer.status}: ${await answer.text()}`);
  const { statusUrl }: { statusUrl: string } = JSON.parse(await answer.text());
  const ended = await followPublication(statusUrl, () => {}, AbortSignal.timeout(60_000));
  if (ended.state !== 'published') throw new Error(JSON.stringify(ended.error));
  return ended;
};
