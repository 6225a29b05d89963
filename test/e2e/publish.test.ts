import { publicationId, resourceIds } from '../../domain/ids';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { noSuchImage } from '../support/noSuchImage';
import type { Page } from '../support/publicationsApi';
import { usingStack } from '../support/usingStack';

const stack = usingStack('publish');

const versionPut = 'PUT Microsoft.Compute/galleries/images/versions';
const assignmentPut = 'PUT Microsoft.Authorization/roleAssignments';

describe('a request', () => {
  const requests = [
    { way: 'http', kind: 'generalized', request: inGallery('httpGeneralized') },
    { way: 'http', kind: 'specialized', request: inGallery('httpSpecialized', aSpecializedRequest()) },
    { way: 'queue', kind: 'generalized', request: inGallery('queueGeneralized') },
    { way: 'queue', kind: 'specialized', request: inGallery('queueSpecialized', aSpecializedRequest()) },
  ] as const;

  beforeAll(async () => {
    const { api, queue } = stack();
    await Promise.all(
      requests.map(({ way, request }) => (way === 'http' ? api.publish(request) : queue.send(request))),
    );
  });

  it.each(requests)('by $way publishes a $kind image and shares it', async ({ request }) => {
    const { api, azure } = stack();
    const publication = await api.ended(publicationId(request));

    await expectPublished(publication, request, azure);
    expect(publication).toMatchObject({ attempt: 1, request, warnings: [] });
    expect(publication.resources.map(({ created }) => created)).toEqual([true, true, true, true]);
    expect(await azure.requests(versionPut, request.gallery.name)).toHaveLength(1);
    expect(await azure.requests(assignmentPut, request.gallery.name)).toHaveLength(1);
  });
});

describe('an accepted request', () => {
  const request = inGallery('accepted', aRequest({ share: undefined }));

  it('is answered with the publication, where its status is and when to ask for it', async () => {
    const { api, endpoints } = stack();
    const answer = await api.publish(request);

    const id = publicationId(request);
    const statusUrl = `${endpoints.host}/api/publications/${id}`;
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: statusUrl, 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { id, state: 'running', attempt: 1, request, statusUrl },
    });
  });
});

describe('the same request again', () => {
  const request = inGallery('again');
  const id = publicationId(request);

  it('is one publication, however often and wherever it is sent at once', async () => {
    const { api, queue, azure } = stack();
    const ten = Array.from({ length: 10 });
    const [answers] = await Promise.all([
      Promise.all(ten.map(() => api.publish(request))),
      Promise.all(ten.map(() => queue.send(request))),
    ]);

    for (const answer of answers) expect(answer).toMatchObject({ status: 202, body: { id, attempt: 1 } });
    await queue.untilEmpty();
    await expectPublished(await api.ended(id), request, azure);
    expect(await azure.requests(versionPut, request.gallery.name)).toHaveLength(1);
    expect(await azure.requests(assignmentPut, request.gallery.name)).toHaveLength(1);
  });

  it('changes nothing after it was published', async () => {
    const { api, queue, azure } = stack();
    const published = await api.ended(id);
    await queue.send(request);
    const answer = await api.publish(request);
    await queue.untilEmpty();

    expect(answer).toMatchObject({ status: 200, body: published });
    expect(await api.find(id)).toEqual(published);
    expect(await azure.requests(versionPut, request.gallery.name)).toHaveLength(1);
  });

  it('with another content is refused, naming what differs', async () => {
    const { api } = stack();
    const before = await api.find(id);
    const targetRegions = [{ name: 'westcentralus' }, { name: 'southcentralus', regionalReplicaCount: 2 }];
    const answer = await api.publish({ ...request, imageVersion: { ...request.imageVersion, targetRegions } });

    expect(answer).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
      body: { errors: [{ pointer: '/imageVersion/targetRegions/1/regionalReplicaCount' }] },
    });
    expect(await api.find(id)).toEqual(before);
  });
});

describe('what exists already', () => {
  const request = inGallery('existing', aRequest({ gallery: { tags: { team: 'images' } } }));
  const ids = resourceIds(request);

  it('is used as it is, and brought up to date', async () => {
    const { api, azure } = stack();
    await azure.create(ids.resourceGroup, { location: 'westcentralus', tags: { owner: 'somebody' } });
    await azure.create(ids.gallery, { location: 'westcentralus', tags: { owner: 'somebody' } });
    await api.publish(request);
    const publication = await api.ended(publicationId(request));

    await expectPublished(publication, request, azure);
    expect(publication.resources.map(({ created }) => created)).toEqual([false, false, true, true]);
    expect(await azure.resource(ids.gallery)).toMatchObject({ tags: { owner: 'somebody', team: 'images' } });
  });

  it('gets another version without anything else made twice', async () => {
    const { api, azure } = stack();
    const next = { ...request, imageVersion: { ...request.imageVersion, name: '1.1.0' } };
    await api.publish(next);
    const publication = await api.ended(publicationId(next));

    await expectPublished(publication, next, azure);
    expect(publication.resources.map(({ created }) => created)).toEqual([false, false, false, true]);
    expect(await azure.resource(ids.imageVersion)).toBeDefined();
  });
});

describe('the list of publications', () => {
  const request = inGallery('unlisted', aRequest({ imageVersion: { source: { id: noSuchImage } } }));

  it('pages through all of them in the order of their ids', async () => {
    const { api } = stack();
    const whole = idsOf(await api.page());
    const pages: string[] = [];
    for (let page: Page = await api.page('?top=3'); ; page = await api.page(`?top=3&after=${page.next}`)) {
      pages.push(...idsOf(page));
      if (page.next === undefined) break;
      expect(page.value).toHaveLength(3);
    }

    expect(whole.length).toBeGreaterThan(6);
    expect(whole).toEqual([...whole].sort());
    expect(pages).toEqual(whole);
  });

  it('can be of one state', async () => {
    const { api } = stack();
    const id = publicationId(request);
    await api.publish(request);
    const rejected = await api.ended(id);

    expect(await api.page('?state=rejected')).toEqual({ value: [rejected] });
    const published = await api.page('?state=published');
    expect(published.value.map(({ state }) => state)).toEqual(published.value.map(() => 'published'));
    expect(idsOf(published)).not.toContain(id);
  });

  it('refuses a query that it does not know, with everything that is wrong', async () => {
    expect(await stack().api.list('?state=done&top=201&after=%00')).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'state' }, { parameter: 'top' }, { parameter: 'after' }] },
    });
  });
});

const idsOf = ({ value }: Page): string[] => value.map(({ id }) => id);
