import {
  aDefinition,
  definitionPath,
  galleryPath,
  groupPath,
  withDefinition,
  withGallery,
} from '../../support/aGallery';
import { anAzure, subscription } from '../../support/anAzure';

const inGroup = async () => {
  const azure = anAzure();
  await azure.put(groupPath, { location: 'westcentralus' });
  return azure;
};

describe('galleries', () => {
  it('PUT: a new one answers 201 Creating, with the operation that finishes it and no Retry-After', async () => {
    const { put, clock, get, operation } = await inGroup();
    const created = await put(galleryPath, { location: 'West Central US', properties: { description: 'images' } });

    expect(created.status).toBe(201);
    expect(created.text).toBe(
      [
        '{',
        '  "name": "myGallery",',
        `  "id": "${galleryPath}",`,
        '  "type": "Microsoft.Compute/galleries",',
        '  "location": "westcentralus",',
        '  "properties": {',
        '    "description": "images",',
        '    "identifier": {',
        '      "uniqueName": "5ab00000-0000-4000-8000-000000000001-MYGALLERY"',
        '    },',
        '    "provisioningState": "Creating"',
        '  }',
        '}',
      ].join('\r\n'),
    );
    expect(created.headers.get('retry-after')).toBeNull();
    expect(created.headers.get('location')).toBeNull();
    const url = new URL(created.headers.get('azure-asyncoperation') ?? '');
    expect(url.pathname).toBe(
      `${subscription}/providers/Microsoft.Compute/locations/westcentralus/capsOperations/${created.headers.get('x-ms-request-id')}`,
    );
    expect(url.href.length).toBeGreaterThan(3000);

    const running = await operation(created);
    expect(running.body).toEqual({
      startTime: '2026-01-15T12:00:00+00:00',
      status: 'InProgress',
      name: expect.any(String),
    });
    clock.advance(200);
    expect((await operation(created)).body).toEqual({
      startTime: '2026-01-15T12:00:00+00:00',
      endTime: '2026-01-15T12:00:00.2+00:00',
      status: 'Succeeded',
      name: created.headers.get('x-ms-request-id'),
    });
    expect((await get(galleryPath)).body.properties?.provisioningState).toBe('Succeeded');
  });

  it('PUT: an existing one answers 200 with the new values, Succeeded at once', async () => {
    const { put } = await withGallery(anAzure());
    const { status, body, headers } = await put(galleryPath, {
      location: 'westcentralus',
      tags: {},
      properties: { description: 'new' },
    });
    expect([status, body.properties?.provisioningState, body.properties?.description]).toEqual([
      200,
      'Succeeded',
      'new',
    ]);
    expect(body.tags).toEqual({});
    expect(headers.get('azure-asyncoperation')).not.toBeNull();
  });

  it('PATCH: changes what it names and leaves the rest', async () => {
    const { patch, put } = await withGallery(anAzure());
    await put(galleryPath, {
      location: 'westcentralus',
      tags: { a: '1', b: '2' },
      properties: { description: 'kept' },
    });
    const { body } = await patch(galleryPath, { tags: { c: '3' } });
    expect([body.tags, body.properties?.description]).toEqual([{ c: '3' }, 'kept']);
  });

  it('GET: finds it in any casing, and shows the casing it was made with', async () => {
    const { get } = await withGallery(anAzure());
    const { body } = await get(galleryPath.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'));
    expect(body.id).toBe(galleryPath);
  });

  it('list: of a group shows the group in capitals', async () => {
    const { get } = await withGallery(anAzure());
    const ofGroup = await get(`${groupPath}/providers/Microsoft.Compute/galleries`);
    const ofSubscription = await get(`${subscription}/providers/Microsoft.Compute/galleries`);
    expect(ofGroup.body.value).toMatchObject([{ id: galleryPath.replace('myGalleryRG', 'MYGALLERYRG') }]);
    expect(ofSubscription.body.value).toMatchObject([{ id: galleryPath }]);
  });

  it('PUT: a member that is null counts as not given', async () => {
    const { put } = await inGroup();
    const { status, body } = await put(galleryPath, {
      location: 'eastus',
      tags: null,
      properties: { description: null },
    });
    expect([status, body.tags, body.properties?.description]).toEqual([201, undefined, undefined]);
  });

  it('softDeletePolicy: gets the retention that the server adds', async () => {
    const { put } = await inGroup();
    const { body } = await put(galleryPath, {
      location: 'eastus',
      properties: { softDeletePolicy: { isSoftDeleteEnabled: true } },
    });
    expect(body.properties?.softDeletePolicy).toEqual({ isSoftDeleteEnabled: true, retentionPeriodInDays: 7 });
  });

  it.each([
    ['my-gallery', 'Gallery name is invalid.'],
    ['my.gallery_', 'invalid trailing characters: _'],
    ['_gallery', "The entity name 'galleryName' is invalid"],
    ['gallery-', "The entity name 'galleryName' is invalid"],
    ['g'.repeat(81), "The entity name 'galleryName' is invalid"],
  ])('PUT: the name %s is refused', async (name, message) => {
    const { put } = await inGroup();
    const { status, body } = await put(`${groupPath}/providers/Microsoft.Compute/galleries/${name}`, {
      location: 'eastus',
    });
    expect([status, body.error?.code]).toEqual([400, 'InvalidParameter']);
    expect(body.error?.message).toContain(message);
  });

  it.each([
    ['in another region', { location: 'eastus' }, 409, 'InvalidResourceLocation'],
    ['in no known region', { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
    ['without a location', {}, 400, 'LocationRequired'],
    [
      'with a member that nobody knows',
      { location: 'westcentralus', properties: { colour: 'red' } },
      400,
      'BadRequest',
    ],
    [
      'with a description that is a number',
      { location: 'westcentralus', properties: { description: 1 } },
      400,
      'InvalidParameter',
    ],
  ])('PUT: is refused %s', async (_, body, status, code) => {
    const { put } = await withGallery(anAzure());
    const answer = await put(galleryPath, body);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('PUT: a name that another group of the subscription uses is refused', async () => {
    const { put } = await withGallery(anAzure());
    await put(`${subscription}/resourceGroups/other`, { location: 'eastus' });
    const { status, body } = await put(galleryPath.replace('myGalleryRG', 'other'), { location: 'eastus' });
    expect(status).toBe(409);
    expect(body.error?.message).toContain("The gallery name 'myGallery' is not unique within the subscription");
  });

  it('DELETE: answers 202 without a body, and its Location ends in an empty 200', async () => {
    const { remove, get, clock, operation } = await withGallery(anAzure());
    const answer = await remove(galleryPath);
    const location = answer.headers.get('location') ?? '';

    expect([answer.status, answer.text, answer.headers.get('content-length')]).toEqual([202, '', '0']);
    expect(new URL(location).searchParams.get('monitor')).toBe('true');
    expect((await get(location)).status).toBe(202);
    expect((await get(galleryPath)).body.properties?.provisioningState).toBe('Deleting');
    clock.advance(200);
    expect((await operation(answer)).body.status).toBe('Succeeded');
    expect(await get(location)).toMatchObject({ status: 200, text: '' });
    expect((await get(galleryPath)).status).toBe(404);
  });

  it('DELETE: of nothing answers 204 without the headers of Compute', async () => {
    const { remove } = await inGroup();
    const { status, headers } = await remove(galleryPath);
    expect([status, headers.get('x-ms-ratelimit-remaining-resource')]).toEqual([204, null]);
  });

  it('DELETE: is refused while there are definitions, and for 15 seconds after the last is gone', async () => {
    const { remove, clock } = await withDefinition(anAzure());
    const refused = await remove(galleryPath);
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'CannotDeleteResource']);
    expect(refused.body.error?.message).toContain("'Microsoft.Compute/galleries/myGallery/images/myImageDefinition'");

    await remove(definitionPath);
    clock.advance(10_000);
    expect((await remove(galleryPath)).status).toBe(409);
    clock.advance(10_000);
    expect((await remove(galleryPath)).status).toBe(202);
  });

  it('PUT: into a gallery that is being deleted is refused', async () => {
    const { remove, put } = await withGallery(anAzure());
    await remove(galleryPath);
    expect((await put(definitionPath, aDefinition())).status).toBe(409);
    expect((await put(galleryPath, { location: 'westcentralus' })).status).toBe(409);
  });
});
