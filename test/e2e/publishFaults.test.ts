import { publicationId } from '../../domain/ids';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { usingStack } from '../support/usingStack';

const stack = usingStack('faults');

const versionPut = 'PUT Microsoft.Compute/galleries/images/versions';
const versionGet = 'GET Microsoft.Compute/galleries/images/versions';
const assignmentPut = 'PUT Microsoft.Authorization/roleAssignments';

const faults = [
  {
    what: 'throttling',
    gallery: 'throttled',
    operation: versionPut,
    effect: { status: 429, code: 'TooManyRequests', retryAfter: 600 },
    times: 2,
    answers: [429, 429, 201],
  },
  {
    what: 'a connection that breaks before the version is made',
    gallery: 'brokenBefore',
    operation: versionPut,
    effect: { reset: 'before' },
    times: 1,
    answers: ['reset', 201],
  },
  {
    what: 'a connection that breaks after the version was made',
    gallery: 'brokenAfter',
    operation: versionPut,
    effect: { reset: 'after' },
    times: 1,
    answers: ['reset'],
  },
  {
    what: 'an internal error while making the version',
    gallery: 'internalError',
    operation: versionPut,
    effect: { status: 500, code: 'InternalServerError' },
    times: 1,
    answers: [500, 201],
  },
  {
    what: 'an internal error while looking at the replication',
    gallery: 'blind',
    operation: versionGet,
    effect: { status: 502, code: 'BadGateway' },
    times: 1,
    answers: [201],
  },
  {
    what: 'a connection that breaks after the role was given',
    gallery: 'sharedUnheard',
    operation: assignmentPut,
    effect: { reset: 'after' },
    times: 1,
    answers: [201],
  },
] as const;

describe('a fault of Azure', () => {
  beforeAll(async () => {
    const { api, azure } = stack();
    for (const { gallery, operation, effect, times } of faults) {
      await azure.fault({ operation, resource: `/galleries/${gallery}/` }, effect, times);
      await api.publish(inGallery(gallery));
    }
  });

  it.each(faults)('costs time, never correctness: $what', async ({ gallery, answers }) => {
    const { api, azure } = stack();
    const request = inGallery(gallery);
    const publication = await api.ended(publicationId(request));

    await expectPublished(publication, request, azure);
    expect(publication).toMatchObject({ attempt: 1 });
    const puts = await azure.requests(versionPut, `/galleries/${gallery}/`);
    expect(puts.map(({ status }) => status)).toEqual(answers);
  });
});

describe('a region that fails', () => {
  const request = inGallery('failing');
  const id = publicationId(request);
  const reason = 'There is not enough quota in this region.';

  it('ends the publication as failed, naming the region and the reason of Azure', async () => {
    const { api, azure } = stack();
    const match = { operation: versionPut, resource: '/galleries/failing/', region: 'southcentralus' };
    await azure.fault(match, { failRegion: { details: reason } }, 1);
    await api.publish(request);
    const failed = await api.ended(id);

    expect(failed).toMatchObject({
      state: 'failed',
      step: 'replicate',
      error: { code: 'replication-failed' },
      regions: [
        { name: 'westcentralus', state: 'Completed' },
        { name: 'southcentralus', state: 'Failed' },
      ],
    });
    expect(failed.error?.message).toContain('southcentralus: ');
    expect(failed.error?.message).toContain(reason);
    expect(failed.resources).toHaveLength(4);
  });

  it('is tried again by the next delivery, from what exists', async () => {
    const { api, azure } = stack();
    expect(await api.publish(request)).toMatchObject({ status: 202, body: { id, attempt: 2, state: 'running' } });
    const publication = await api.ended(id, { attempt: 2 });

    await expectPublished(publication, request, azure);
    expect(publication.resources.map(({ created }) => created)).toEqual([false, false, false, false]);
    expect(await azure.requests(versionPut, '/galleries/failing/')).toHaveLength(2);
  });
});

describe('a refusal of Azure', () => {
  const request = inGallery('forbidden');

  it('ends the publication as failed at once, with the words of Azure and what exists by then', async () => {
    const { api, azure } = stack();
    const message = 'The client does not have authorization to write this image version.';
    await azure.fault(
      { operation: versionPut, resource: '/galleries/forbidden/' },
      { status: 403, code: 'AuthorizationFailed', message },
    );
    await api.publish(request);
    const failed = await api.ended(publicationId(request));

    expect(failed).toMatchObject({ state: 'failed', step: 'createVersion', error: { code: 'AuthorizationFailed' } });
    expect(failed.error?.message).toContain(message);
    expect(failed.resources).toHaveLength(3);
    expect(await azure.requests(versionPut, '/galleries/forbidden/')).toHaveLength(1);
  });
});
