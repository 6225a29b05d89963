import { HttpRequest } from '@azure/functions';
import { AzureRefusal, Throttled } from '../../activities/refusal';
import { again, refused } from '../../domain/outcome';
import { startPublication } from '../../functions/startPublication';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { startDurableExtension } from '../support/durableExtension';
import { anEntry, fakePublications } from '../support/fakePublications';
import { fakeTriggers } from '../support/fakeTriggers';

const { id } = aPublication();

let extension: Awaited<ReturnType<typeof startDurableExtension>>;
beforeEach(async () => {
  extension = await startDurableExtension();
});
afterEach(() => extension.close());

const post = (body: unknown, query: Record<string, string> = {}, triggers = fakeTriggers()) =>
  startPublication(triggers)(
    new HttpRequest({
      method: 'POST',
      url: 'https://app.example/api/publications',
      query,
      body: { string: typeof body === 'string' ? body : JSON.stringify(body) },
    }),
    extension.context(),
  );

describe('POST /api/publications', () => {
  it('answers 202 with the publication and where its status is', async () => {
    const statusUrl = `https://app.example/api/publications/${id}`;
    expect(await post(aRequest())).toMatchObject({
      status: 202,
      headers: { location: statusUrl, 'retry-after': '5' },
      jsonBody: { id, state: 'running', attempt: 1, statusUrl },
    });
    expect([...extension.instances.keys()]).toEqual([id]);
  });

  it('answers the same publication to the same request', async () => {
    const triggers = fakeTriggers();
    const [first, second] = [await post(aRequest(), {}, triggers), await post(aRequest(), {}, triggers)];
    expect(second).toMatchObject({ status: 202, jsonBody: { id, attempt: 1 } });
    expect(Object(second.jsonBody).createdAt).toBe(Object(first.jsonBody).createdAt);
  });

  it('answers 200 when it was published already', async () => {
    const index = fakePublications(anEntry({ publication: aPublication({ state: 'published' }) }));
    expect(await post(aRequest(), {}, fakeTriggers(index))).toMatchObject({
      status: 200,
      jsonBody: { state: 'published' },
    });
  });

  it('answers 409 with every pointer that differs', async () => {
    const triggers = fakeTriggers();
    await post(aRequest(), {}, triggers);
    const other = aRequest({ gallery: { description: 'other' }, imageVersion: { excludeFromLatest: true } });
    expect(await post(other, {}, triggers)).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
      jsonBody: {
        type: 'urn:vernissage:problem:version-has-other-content',
        errors: expect.arrayContaining([
          { code: 'version-has-other-content', pointer: '/gallery/description', detail: expect.any(String) },
        ]),
      },
    });
  });

  it.each([
    ['not-json', 400, 'no json'],
    ['not-json', 400, ''],
    ['not-json', 400, '['.repeat(6000) + ']'.repeat(6000)],
    ['invalid-request', 400, '{}'],
    ['too-large', 413, `"${'x'.repeat(600_000)}"`],
  ])('refuses before anything is touched: %s', async (code, status, body) => {
    expect(await post(body)).toMatchObject({ status, jsonBody: { type: `urn:vernissage:problem:${code}`, status } });
    expect(extension.instances.size).toBe(0);
  });

  it('lists everything that is wrong with the request', async () => {
    const { jsonBody } = await post({ ...aRequest(), apiVersion: 'v9', subscriptionId: 'mine' });
    expect(jsonBody.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/apiVersion',
      '/subscriptionId',
    ]);
  });

  it('answers 503 without details when storage does not work', async () => {
    const index = fakePublications();
    index.port.find = async () => {
      throw new Error('AccountKey=secret');
    };
    const answer = await post(aRequest(), {}, fakeTriggers(index));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

describe('POST /api/publications?validateOnly=true', () => {
  const validateOnly = { validateOnly: 'true' };

  it('tells what would be done, and starts nothing', async () => {
    const index = fakePublications();
    expect(await post(aRequest(), validateOnly, fakeTriggers(index))).toMatchObject({
      jsonBody: { id, valid: true, create: { length: 4 }, roleAssignments: [{ role: 'Reader', create: true }] },
    });
    expect(extension.instances.size).toBe(0);
    expect(index.held.size).toBe(0);
  });

  it('knows the role assignments that are there already', async () => {
    const triggers = fakeTriggers();
    const [principal] = aRequest().share?.principals ?? [];
    const scope = `/subscriptions/${aRequest().subscriptionId}/resourceGroups/myGalleryRG/providers/Microsoft.Compute/galleries/myGallery`;
    if (principal) await triggers.roleAssignments.assignReader(scope, principal);
    expect(await post(aRequest(), validateOnly, triggers)).toMatchObject({
      jsonBody: { roleAssignments: [{ scope, create: false }] },
    });
  });

  it('answers 422 with every reason of Azure and of the publication that there is', async () => {
    const index = fakePublications(anEntry());
    const checkPlan = async () =>
      refused({ code: 'source-region', message: 'Elsewhere.', pointer: '/imageVersion/source/id' });
    const other = aRequest({ gallery: { description: 'other' } });
    expect(await post(other, validateOnly, fakeTriggers(index, { checkPlan }))).toMatchObject({
      status: 422,
      jsonBody: {
        errors: [
          { code: 'source-region', detail: 'Elsewhere.', pointer: '/imageVersion/source/id' },
          { code: 'version-has-other-content', pointer: '/gallery/description' },
        ],
      },
    });
  });

  it.each(['yes', 'True', ''])('takes true and false alone, not "%s"', async value => {
    expect(await post(aRequest(), { validateOnly: value })).toMatchObject({ status: 400 });
    expect(extension.instances.size).toBe(0);
  });

  const rolesThat = (error: Error) => {
    const triggers = fakeTriggers();
    const readersAt = async () => {
      throw error;
    };
    return { ...triggers, roleAssignments: { ...triggers.roleAssignments, readersAt } };
  };

  it('answers 422 with what Azure says when the roles may not be looked at, beside its other reasons', async () => {
    const forbidden = { code: 'AuthorizationFailed', message: 'Azure refused: no right.', resourceId: '/gallery' };
    const checkPlan = async () => refused({ code: 'source-region', message: 'Elsewhere.' });
    expect(await post(aRequest(), validateOnly, rolesThat(new AzureRefusal(forbidden)))).toMatchObject({
      status: 422,
      jsonBody: {
        errors: [{ code: 'AuthorizationFailed', detail: 'Azure refused: no right.', resourceId: '/gallery' }],
      },
    });
    const both = { ...rolesThat(new AzureRefusal(forbidden)), checkPlan };
    expect((await post(aRequest(), validateOnly, both)).jsonBody.errors).toHaveLength(2);
  });

  it('answers 503 with the time that Azure asks for when it throttles', async () => {
    const throttledRoles = await post(aRequest(), validateOnly, rolesThat(new Throttled(17)));
    expect(throttledRoles).toMatchObject({ status: 503, headers: { 'retry-after': '17' } });
    const checkPlan = async () => again(23, 60, { code: 'throttled', message: 'Later.' });
    const throttledPlan = await post(aRequest(), validateOnly, fakeTriggers(fakePublications(), { checkPlan }));
    expect(throttledPlan).toMatchObject({ status: 503, headers: { 'retry-after': '23' } });
  });

  it('answers 503 when Azure does not answer', async () => {
    const answer = await post(aRequest(), validateOnly, rolesThat(new Error('socket closed')));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
  });
});

describe('the query of POST /api/publications', () => {
  it.each(['validateonly', 'validate', 'ValidateOnly', 'x'])('has no parameter %s', async parameter => {
    const answer = await post(aRequest(), { [parameter]: 'true' });
    expect(answer).toMatchObject({
      status: 400,
      jsonBody: {
        type: 'urn:vernissage:problem:invalid-query',
        errors: [{ parameter, code: 'unknown-parameter', detail: expect.stringContaining('validateOnly') }],
      },
    });
    expect(extension.instances.size).toBe(0);
  });

  it('may have the key of the function and its name', async () => {
    expect(await post(aRequest(), { code: 'key', clientId: 'default' })).toMatchObject({ status: 202 });
  });

  it('has each parameter once', async () => {
    const request = new HttpRequest({
      method: 'POST',
      url: 'https://app.example/api/publications?validateOnly=true&validateOnly=false',
      body: { string: JSON.stringify(aRequest()) },
    });
    expect(await startPublication(fakeTriggers())(request, extension.context())).toMatchObject({
      status: 400,
      jsonBody: { errors: [{ parameter: 'validateOnly', code: 'repeated-parameter' }] },
    });
    expect(extension.instances.size).toBe(0);
  });
});
