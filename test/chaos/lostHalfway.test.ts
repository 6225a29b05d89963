import { TableClient } from '@azure/data-tables';
import { createPublications } from '../../azure/publications';
import { newPublication } from '../../domain/admission';
import { publicationId } from '../../domain/ids';
import type { PublishRequest } from '../../domain/publishRequest';
import { aRequest } from '../support/aRequest';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { type Lane, usingMortalHosts } from '../support/mortalHosts';
import { noSuchImage } from '../support/noSuchImage';
import { runByHand } from '../support/runByHand';
import { until } from '../support/runningHost';

const lanes = usingMortalHosts('lostHalfway', 1);

const lane = (): Lane => {
  const [only] = lanes();
  if (!only) throw new Error('No host runs.');
  return only;
};

const versionPut = 'PUT Microsoft.Compute/galleries/images/versions';

/** What a host leaves behind that accepts a request and dies before it starts the orchestration. */
const acceptOnly = async (request: PublishRequest, at: Date): Promise<void> => {
  const options = { allowInsecureConnection: true };
  const publications = createPublications(() =>
    TableClient.fromConnectionString(lane().storage, 'VernissagePublications', options),
  );
  const publication = newPublication(request, 1, at);
  expect(
    await publications.insert({ publication, deliveries: [], creations: [], restarts: 0, cancelRequested: false }),
  ).toBe(true);
};

describe('a request that was accepted, but never started', () => {
  it('is started by the same request', async () => {
    const { host, azure } = lane();
    const request = inGallery('orphan');
    await acceptOnly(request, new Date());

    expect(await host.api.publish(request)).toMatchObject({ status: 202, body: { attempt: 1 } });
    await expectPublished(await host.api.ended(publicationId(request)), request, azure);
    expect(await azure.requests(versionPut, 'orphanRG')).toHaveLength(1);
  });

  it('is started by the timer that mends publications, when nobody sends it again', async () => {
    const { host, azure } = lane();
    const request = inGallery('mended');
    await acceptOnly(request, new Date(Date.now() - 5 * 60_000));

    await runByHand(host.url, 'mendPublications');
    await expectPublished(await host.api.ended(publicationId(request)), request, azure);
    expect(await azure.requests(versionPut, 'mendedRG')).toHaveLength(1);
  });
});

/** As the management API of the host tells it. */
const hasFailed = async (url: string, id: string): Promise<true | undefined> => {
  const answer = await fetch(`${url}/runtime/webhooks/durabletask/instances/${id}`);
  const { runtimeStatus }: { runtimeStatus?: string } = JSON.parse((await answer.text()) || '{}');
  return runtimeStatus === 'Failed' || undefined;
};

describe('an orchestration that is lost while it runs, as with a worker of the real host that dies under it', () => {
  const lose = async (gallery: string) => {
    const { host, azure } = lane();
    const request = inGallery(gallery);
    await host.order({ function: 'publishImage', when: 'before', input: 'ensureGallery', how: 'fail' });
    await host.api.publish(request);
    await until('the orchestration is lost', () => hasFailed(host.url, publicationId(request)));
    return { host, azure, request };
  };

  it('is brought back by the same request', async () => {
    const { host, azure, request } = await lose('lostOnce');
    expect(await host.api.publish(request)).toMatchObject({ status: 202, body: { attempt: 1, state: 'running' } });
    await expectPublished(await host.api.ended(publicationId(request)), request, azure);
    expect(await azure.requests(versionPut, 'lostOnceRG')).toHaveLength(1);
  });

  it('is brought back to say what exists when it is cancelled', async () => {
    const { host, request } = await lose('lostAndCancelled');
    expect(await host.api.cancel(publicationId(request))).toMatchObject({ status: 202 });
    expect(await host.api.ended(publicationId(request))).toMatchObject({ state: 'cancelled', attempt: 1 });
  });
});

describe('a queue message whose handling is not heard to have succeeded', () => {
  it('is delivered again, which starts no other attempt', async () => {
    const { host, queue } = lane();
    const request = inGallery('redelivered', aRequest({ imageVersion: { source: { id: noSuchImage } } }));
    const id = publicationId(request);
    await host.order({ function: 'receivePublishRequest', when: 'after', how: 'fail' });
    await queue.send(request);
    const rejected = await host.api.ended(id);
    await queue.untilEmpty();

    expect(rejected).toMatchObject({ state: 'rejected', attempt: 1 });
    expect(await host.api.find(id)).toEqual(rejected);
    await queue.send(request);
    expect(await host.api.ended(id, { attempt: 2 })).toMatchObject({ state: 'rejected', attempt: 2 });
  });
});
