import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicationId, resourceIds } from '../../domain/ids';
import { aRequest } from '../support/aRequest';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { type PublicationsApi, publicationsApi } from '../support/publicationsApi';
import { RunningHost } from '../support/runningHost';
import { packageRoot } from '../support/startCommand';
import { usingStack } from '../support/usingStack';

// Slow enough to step in while a version replicates; and the host asks for keys, as the deployed one does.
const stack = usingStack('slowly', { speed: 80, auth: true });

const withKey = async (): Promise<PublicationsApi> => {
  const keys = await readFile(join(stack().stateDir, 'host', 'keys.json'), 'utf8');
  return publicationsApi(stack().endpoints.host, JSON.parse(keys).functions);
};

describe('a host that asks for keys', () => {
  it('answers nobody without one', async () => {
    const { api, endpoints } = stack();
    for (const answer of [api.publish(aRequest()), api.list(), api.health(), api.cancel('x')]) {
      expect(await answer).toMatchObject({ status: 401 });
    }
    expect(await publicationsApi(endpoints.host, 'guessed').publish(aRequest())).toMatchObject({ status: 401 });
  });

  it('has a health check that tells what does not work', async () => {
    const { azure } = stack();
    const api = await withKey();
    await azure.fault({ operation: 'GET Microsoft.Entra/managedIdentityToken' }, { status: 400 }, 1);
    const name = 'configuration';

    expect(await api.health()).toMatchObject({
      status: 503,
      body: {
        status: 'failing',
        checks: [
          { name, ok: true },
          { name: 'storage', ok: true },
          { name: 'token', ok: false },
          { name: 'resourceManager', ok: false },
        ],
      },
    });
    expect(await api.health()).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        checks: [
          { name, ok: true },
          { name: 'storage', ok: true },
          { name: 'token', ok: true },
          { name: 'resourceManager', ok: true },
        ],
      },
    });
  });
});

describe('an app with wrong settings', () => {
  it('runs, and its health check names what to set', async () => {
    const { endpoints, stateDir } = stack();
    const env = { ...endpoints.env, VERNISSAGE_ARM_ENDPOINT: 'http://management.azure.com' };
    const host = await RunningHost.start({ app: packageRoot, state: join(stateDir, 'misconfigured'), env });
    const answer = await publicationsApi(host.url).health();
    const refused = await publicationsApi(host.url).publish(aRequest());
    await host.stop();

    const detail = expect.stringContaining('VERNISSAGE_ARM_ENDPOINT must be an https address');
    expect(answer).toMatchObject({
      status: 503,
      body: { status: 'failing', checks: [{ name: 'configuration', ok: false, detail }] },
    });
    expect(refused).toMatchObject({ status: 503, headers: { 'content-type': 'application/problem+json' } });
  });
});

describe('a publication that is cancelled while it replicates', () => {
  const request = inGallery('cancelled');
  const id = publicationId(request);

  it('stops waiting, and says what exists in Azure', async () => {
    const { azure } = stack();
    const api = await withKey();
    await api.publish(request);
    await api.untilIt(id, 'replicated', ({ regions }) => regions.some(({ state }) => state === 'Replicating'));

    expect(await api.cancel(id)).toMatchObject({ status: 202, body: { id, state: 'cancelling' } });
    const cancelled = await api.ended(id, { withinMs: 5000 });
    expect(cancelled).toMatchObject({ state: 'cancelled', step: 'replicate', attempt: 1, roleAssignments: [] });
    expect(cancelled.resources).toEqual(Object.values(resourceIds(request)).map(each => ({ id: each, created: true })));
    expect(cancelled.warnings).toEqual([expect.stringContaining('Azure goes on replicating')]);
    expect(await azure.resource(resourceIds(request).imageVersion)).toBeDefined();
    expect(await azure.assignmentsAt(resourceIds(request).gallery)).toEqual([]);
  });

  it('stays cancelled when it is cancelled again', async () => {
    const api = await withKey();
    expect(await api.cancel(id)).toMatchObject({ status: 200, body: { id, state: 'cancelled' } });
  });

  it('goes on from what exists when the request comes again', async () => {
    const { azure } = stack();
    const api = await withKey();
    expect(await api.publish(request)).toMatchObject({ status: 202, body: { id, attempt: 2 } });
    const publication = await api.ended(id, { attempt: 2 });

    await expectPublished(publication, request, azure);
    expect(
      await azure.requests('PUT Microsoft.Compute/galleries/images/versions', '/galleries/cancelled/'),
    ).toHaveLength(1);
    expect(await api.cancel(id)).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
    });
  });

  it('is not found when there is none', async () => {
    const api = await withKey();
    expect(await api.cancel('no-such-publication')).toMatchObject({ status: 404 });
    expect(await api.find('no-such-publication')).toBeUndefined();
  });
});
