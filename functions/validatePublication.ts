import type { HttpResponseInit } from '@azure/functions';
import { admit } from '../domain/admission';
import { publicationId, resourceIds } from '../domain/ids';
import { done, type PublicationError, refused as refusedWith } from '../domain/outcome';
import type { PublishRequest } from '../domain/publishRequest';
import { problem, unavailable } from './answers';
import type { Triggers } from './ports';

/** What a valid request would create and change in Azure, or every reason why it would be refused. Starts nothing. */
export const validatePublication = async (request: PublishRequest, triggers: Triggers): Promise<HttpResponseInit> => {
  const id = publicationId(request);
  const verdict = admit(request, await triggers.publications.find(id), undefined);
  const [plan, roles] = await Promise.all([triggers.checkPlan({ request }), grants(request, triggers)]);
  if (plan.kind === 'again') return throttled(plan.afterSeconds);
  if (roles.kind === 'again') return throttled(roles.afterSeconds);
  const refusals = [plan, roles].flatMap(outcome => (outcome.kind === 'refused' ? outcome.errors : []));
  const conflicts = verdict.kind === 'conflict' ? verdict.pointers.map(pointer => differs(id, pointer)) : [];
  if (plan.kind === 'refused' || roles.kind === 'refused' || conflicts.length > 0)
    return refused([...refusals.map(asProblem), ...conflicts]);
  const { create, change, keep, warnings } = plan.value;
  return { jsonBody: { id, valid: true, create, change, keep, roleAssignments: roles.value, warnings } };
};

const throttled = (afterSeconds: number) =>
  unavailable(`Azure asked to wait ${afterSeconds} seconds before it answers again. Ask again then.`, afterSeconds);

const refused = (errors: readonly object[]) =>
  problem({
    status: 422,
    code: 'cannot-be-published',
    title: 'The request is valid, but cannot be published as things stand.',
    detail: 'Nothing was started or changed.',
    errors,
  });

const asProblem = ({ message, ...error }: { readonly code: string; readonly message: string }) => ({
  ...error,
  detail: message,
});

const differs = (id: string, pointer: string) => ({
  code: 'version-has-other-content',
  pointer,
  detail: `Publication ${id} of this image version says something else here. Send the same content, or another version.`,
});

/** Every role assignment of the request, and whether it is there already; or why Azure does not say so. */
const grants = async (request: PublishRequest, { roleAssignments }: Triggers) => {
  const { share } = request;
  if (!share) return done([]);
  const scope = resourceIds(request)[share.scope];
  try {
    const readers = new Set(
      (await roleAssignments.readersAt(scope)).map(({ principalId }) => principalId.toLowerCase()),
    );
    return done(
      share.principals.map(({ principalId }) => ({
        principalId,
        scope,
        role: share.role,
        create: !readers.has(principalId.toLowerCase()),
      })),
    );
  } catch (error) {
    return answerOf(error);
  }
};

/** Refusals and throttling as values; told by their names, since triggers know only the types of the activities. */
const answerOf = (error: unknown) => {
  if (isRefusal(error)) return refusedWith(error.error);
  if (isThrottled(error)) return { kind: 'again', afterSeconds: error.retryAfterSeconds } as const;
  throw error;
};

const isRefusal = (error: unknown): error is Error & { readonly error: PublicationError } =>
  error instanceof Error && error.name === 'AzureRefusal' && 'error' in error;

const isThrottled = (error: unknown): error is Error & { readonly retryAfterSeconds: number } =>
  error instanceof Error && error.name === 'Throttled' && 'retryAfterSeconds' in error;
