import { publicationId, resourceIds } from '../../domain/ids';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { type Lane, usingMortalHosts } from '../support/mortalHosts';

// Timers run fast, so that the pauses after faults take no time.
const lanes = usingMortalHosts('faultyAzure', 1, { timeFactor: 100 });

const faults = [
  { status: 500, code: 'InternalServerError' },
  { status: 503, code: 'ServerTimeout', retryAfter: 600 },
  { status: 429, code: 'TooManyRequests', retryAfter: 600 },
  { reset: 'before' },
];

const requests = Array.from({ length: 10 }, (_, n) => inGallery(`faulty${n}`));

it('costs time, never correctness, when two of five requests to Azure go wrong, each in its own way', async () => {
  const [lane] = lanes();
  if (!lane) throw new Error('No host runs.');
  const { host, azure } = lane;
  const unheard = await azure.fault(oftenEnough(faults.length), { reset: 'after' });
  for (const [n, effect] of faults.entries()) await azure.fault(oftenEnough(n), effect);

  await Promise.all(requests.map(request => host.api.publish(request)));
  const publications = await Promise.all(requests.map(request => host.api.ended(publicationId(request))));
  const made = await Promise.all(requests.map(request => timesMade(lane, resourceIds(request).imageVersion, unheard)));
  const struck = (await azure.requests('PUT Microsoft.Compute/galleries/images/versions', '/faulty')).filter(
    ({ faults: ids }) => ids,
  );
  await azure.withoutFaults();

  for (const [n, request] of requests.entries()) {
    const publication = publications[n];
    if (!publication) throw new Error('Not every publication ended.');
    await expectPublished(publication, request, azure);
    expect(publication.resources.map(({ created }) => created)).toEqual([true, true, true, true]);
  }
  expect(made).toEqual(requests.map(() => 1));
  expect(struck.length).toBeGreaterThan(0);
});

/** Faults with the very same match would strike the same requests. */
const oftenEnough = (n: number) => ({ resource: '/faulty', probability: 0.1 + n / 1000 });

/** How often Azure carried out the PUT of the version, whether or not its answer came through. */
const timesMade = async ({ azure }: Lane, version: string, unheard: { id: string }): Promise<number> => {
  const puts = await azure.requests('PUT Microsoft.Compute/galleries/images/versions', version);
  return puts.filter(({ status, faults: ids = [] }) => (status === 'reset' ? ids.join() === unheard.id : status < 300))
    .length;
};
