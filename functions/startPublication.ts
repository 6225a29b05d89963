import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { getClient } from 'durable-functions';
import { checkRequest } from '../domain/checkRequest';
import { hasEnded } from '../domain/publication';
import { acceptRequest } from './acceptRequest';
import { accepted, answering, problem, statusUrl } from './answers';
import { orchestrationsOf } from './orchestrations';
import type { Triggers } from './ports';
import { readBody } from './readBody';
import { invalidQuery, type QueryProblem, queryProblems } from './readQuery';
import { invalid, notJson, tooLarge } from './refusals';
import { validatePublication } from './validatePublication';

/** POST /api/publications[?validateOnly=true]: starts a publication, or tells what one would do. */
export const startPublication = (triggers: Triggers) =>
  answering(async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const wrong = [...queryProblems(request.query, ['validateOnly']), ...flagProblems(request.query)];
    if (wrong.length > 0) return invalidQuery(wrong);
    const body = await readBody(request);
    if (body.kind === 'too-large') return tooLarge();
    if (body.kind === 'not-json') return notJson(body.reason);
    const now = () => new Date();
    const checked = checkRequest(body.json, now());
    if (!checked.ok) return invalid(checked.problems);
    const world = { ...triggers, orchestrations: orchestrationsOf(getClient(context)), now };
    if (request.query.get('validateOnly') === 'true') return validatePublication(checked.request, world);
    const answer = await acceptRequest(checked.request, undefined, world);
    context.log(`[${answer.publication.id}] request over HTTP: ${answer.kind}`);
    if (answer.kind === 'conflict') return conflict(request, answer.publication.id, answer.pointers);
    return accepted(request, answer.publication, hasEnded(answer.publication) ? 200 : 202);
  });

const flagProblems = (query: URLSearchParams): QueryProblem[] => {
  const value = query.get('validateOnly');
  if (value === null || value === 'true' || value === 'false') return [];
  const detail = `is "${value.slice(0, 50)}"; it can be true or false`;
  return [{ parameter: 'validateOnly', code: 'invalid-parameter', detail }];
};

const conflict = (request: HttpRequest, id: string, pointers: readonly string[]) =>
  problem({
    status: 409,
    code: 'version-has-other-content',
    title: 'This image version is published with another content.',
    detail: `Publication ${statusUrl(request, id)} is about the same image version, but says something else at the pointers below. Send the same content, or another version.`,
    errors: pointers.map(pointer => ({
      code: 'version-has-other-content',
      pointer,
      detail: 'differs from the publication of this image version',
    })),
  });
