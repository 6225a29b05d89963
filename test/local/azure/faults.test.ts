import {
  aVersion,
  galleryPath,
  groupPath,
  sources,
  versionPath,
  withDefinition,
  withGallery,
} from '../../support/aGallery';
import { type AnAzure, anAzure, type Json } from '../../support/anAzure';

const image = `${sources}/images/myImage`;
const readImage = 'GET Microsoft.Compute/images';
const fault = ({ ask }: AnAzure, body: object) => ask('POST', '/local/faults', { body, token: null });

describe('faults', () => {
  it('status: is answered instead, as often as it says, without any effect', async () => {
    const azure = await withGallery(anAzure());
    await fault(azure, {
      match: { operation: 'DELETE Microsoft.Compute/galleries' },
      effect: { status: 503, code: 'Busy', retryAfter: 7 },
      times: 2,
    });
    for (let n = 0; n < 2; n++) {
      const { status, body, headers } = await azure.remove(galleryPath);
      expect([status, body.error?.code, headers.get('retry-after')]).toEqual([503, 'Busy', '7']);
    }
    expect((await azure.get(galleryPath)).status).toBe(200);
    expect((await azure.remove(galleryPath)).status).toBe(202);
  });

  it('reset: breaks the connection before or after the effect', async () => {
    const azure = anAzure();
    const put = () => azure.put(groupPath, { location: 'eastus' });
    await fault(azure, { match: { resource: 'myGalleryRG' }, effect: { reset: 'before' }, times: 1 });
    await expect(put()).rejects.toThrow('dropped this connection');
    expect((await azure.get(groupPath)).status).toBe(404);

    await fault(azure, {
      match: { operation: 'PUT Microsoft.Resources/resourceGroups' },
      effect: { reset: 'after' },
      times: 1,
    });
    await expect(put()).rejects.toThrow('dropped this connection');
    expect((await azure.get(groupPath)).status).toBe(200);
  });

  it('tokens: can be refused, too', async () => {
    const azure = anAzure();
    await fault(azure, {
      match: { operation: 'GET Microsoft.Entra/managedIdentityToken' },
      effect: { status: 503 },
      times: 1,
    });
    const ask = () => azure.get('/msi/token?resource=x', { token: null });
    expect([(await ask()).status, (await ask()).status]).toEqual([503, 400]);
  });

  it('delay: holds the answer back until the time has passed', async () => {
    const azure = anAzure();
    await fault(azure, { match: { operation: readImage }, effect: { delayMs: 5000 } });
    const token = await azure.tokenFor();
    let answered = false;
    const answer = azure.get(image, { token }).then(({ status }) => {
      answered = true;
      return status;
    });
    await new Promise(setImmediate);
    azure.clock.advance(4999);
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    azure.clock.advance(1);
    expect(await answer).toBe(200);
  });

  it('operationFails: the request is accepted, and its operation fails', async () => {
    const azure = await withDefinition(anAzure());
    const error = { code: 'InternalOperationError', message: 'no luck' };
    await fault(azure, { match: { resource: '*/versions/*' }, effect: { operationFails: error } });
    const answer = await azure.put(versionPath, aVersion());
    azure.clock.advance(3_600_000);
    expect(answer.status).toBe(201);
    expect((await azure.operation(answer)).body).toMatchObject({ status: 'Failed', error });
    expect((await azure.get(versionPath)).body.properties?.provisioningState).toBe('Failed');
  });

  it('hideAfterCreateMs: what was created is not seen for a while', async () => {
    const azure = await withGallery(anAzure());
    await fault(azure, { match: {}, effect: { hideAfterCreateMs: 60_000 } });
    const second = `${groupPath}/providers/Microsoft.Compute/galleries/second`;
    expect((await azure.put(second, { location: 'eastus' })).status).toBe(201);
    expect((await azure.get(second)).status).toBe(404);
    azure.clock.advance(60_000);
    expect((await azure.get(second)).status).toBe(200);
  });

  it('match: nth strikes one request, counted among those that fit', async () => {
    const azure = anAzure();
    await fault(azure, { match: { operation: readImage, nth: 2 }, effect: { status: 500 } });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await azure.get(image)).status);
    expect(statuses).toEqual([200, 500, 200]);
  });

  it('match: probability strikes the same requests for the same random seed', async () => {
    const run = async () => {
      const azure = anAzure({ randomSeed: 7 });
      await fault(azure, { match: { operation: readImage, probability: 0.5 }, effect: { status: 500 } });
      const statuses = [];
      for (let n = 0; n < 20; n++) statuses.push((await azure.get(image)).status);
      return statuses;
    };
    const statuses = await run();
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(statuses);
  });

  it('list and delete: tell how often each struck, and end them', async () => {
    const azure = anAzure();
    const { body, status } = await fault(azure, { match: { operation: readImage }, effect: { status: 500 } });
    await azure.get(image);
    expect(status).toBe(201);
    expect((await azure.get('/local/faults')).body.value).toMatchObject([{ id: body.id, seen: 1, struck: 1 }]);
    await azure.remove(`/local/faults?id=${body.id}`);
    expect((await azure.get(image)).status).toBe(200);
  });

  it.each([
    {},
    { effect: {} },
    { effect: { status: 200 } },
    { match: { colour: 'red' }, effect: { status: 500 } },
    { effect: { status: 500 }, times: 0 },
  ])('POST: %j is refused', async body => {
    const answer = await fault(anAzure(), body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'InvalidBody']);
  });
});

describe('control', () => {
  it('counters: count each operation of Resource Manager and Graph, and tokens apart', async () => {
    const azure = anAzure();
    const token = await azure.tokenFor();
    await azure.put(groupPath, { location: 'eastus' }, { token });
    await azure.get(image.replace('/images/myImage', '/images'), { token });
    await azure.get(image, { token });
    await azure.get('/graph/v1.0/users/x', { token });
    expect((await azure.get('/local/counters', { token: null })).body).toEqual({
      total: 4,
      tokens: 1,
      byOperation: {
        'GET Microsoft.Compute/images': 1,
        'GET Microsoft.Graph/users': 1,
        'LIST Microsoft.Compute/images': 1,
        'PUT Microsoft.Resources/resourceGroups': 1,
      },
    });
  });

  it('requests: tell what was asked, by whom, and what came of it, from a number on', async () => {
    const azure = anAzure();
    await azure.get(image);
    await azure.get(`${image}2`);
    const { body } = await azure.get('/local/requests?after=2', { token: null });
    expect(
      Object.values<Json>(body.value ?? {}).filter(({ service }) => String(service) === 'resourceManager'),
    ).toEqual([
      {
        n: 4,
        at: '2026-01-15T12:00:00.000Z',
        service: 'resourceManager',
        method: 'GET',
        path: `${image}2?api-version=2026-04-01`,
        operation: readImage,
        resource: `${image}2`,
        status: 404,
        requestId: expect.any(String),
        caller: 'd0000000-0000-4000-8000-000000000001',
      },
    ]);
  });

  it('clock: is moved by a request, and only forward', async () => {
    const azure = anAzure();
    const { body } = await azure.ask('POST', '/local/clock', { body: { advanceMs: 60_000 } });
    expect(body).toEqual({ kind: 'manual', now: '2026-01-15T12:01:00.000Z' });
    expect((await azure.ask('POST', '/local/clock', { body: { advanceMs: -1 } })).status).toBe(400);
  });

  it('reset: brings back the seed, and forgets faults and counters', async () => {
    const azure = await withDefinition(anAzure());
    await fault(azure, { effect: { status: 500 } });
    await azure.ask('POST', '/local/reset');
    expect((await azure.get('/local/counters', { token: null })).body).toMatchObject({ total: 0 });
    expect((await azure.get(groupPath)).status).toBe(404);
    expect((await azure.get(image)).status).toBe(200);
  });

  it('origin: a page in a browser is refused, and an unknown route told what there is', async () => {
    const azure = anAzure();
    const page = await azure.get('/local/counters', { headers: { Origin: 'https://example.com' } });
    expect(page.status).toBe(403);
    expect((await azure.get('/local/toaster')).body.error?.message).toContain('GET counters');
  });
});
