import type { HttpResponseInit } from '@azure/functions';
import { admit } from '../domain/admission';
import { publicationId, resourceIds } from '../domain/ids';
import type { PublishRequest } from '../domain/publishRequest';
import { problem } from './answers';
import type { Triggers } from './ports';

/** What a valid request would create and change in Azure, or every reason why it would be refused. Starts nothing. */
export const validatePublication = async (request: PublishRequest, triggers: Triggers): Promise<HttpResponseInit> => {
  const id = publicationId(request);
  const verdict = admit(request, await triggers.publications.find(id), undefined);
  const outcome = await triggers.checkPlan({ request });
  if (outcome.kind === 'again') throw new Error(outcome.error.message);
  const refusals = outcome.kind === 'refused' ? outcome.errors : [];
  const conflicts = verdict.kind === 'conflict' ? verdict.pointers.map(differs) : [];
  if (outcome.kind === 'refused' || conflicts.length > 0) return refused([...refusals.map(asProblem), ...conflicts]);
  const { create, change, keep, warnings } = outcome.value;
  return {
    jsonBody: { id, valid: true, create, change, keep, roleAssignments: await grants(request, triggers), warnings },
  };
};

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

const differs = (pointer: string) => ({
  code: 'version-has-other-content',
  pointer,
  detail: 'A publication of this image version says something else here. Send the same content, or another version.',
});

/** Every role assignment of the request, and whether it is there already. */
const grants = async (request: PublishRequest, { roleAssignments }: Triggers) => {
  const { share } = request;
  if (!share) return [];
  const scope = resourceIds(request)[share.scope];
  const readers = new Set((await roleAssignments.readersAt(scope)).map(({ principalId }) => principalId.toLowerCase()));
  return share.principals.map(({ principalId }) => ({
    principalId,
    scope,
    role: share.role,
    create: !readers.has(principalId.toLowerCase()),
  }));
};
