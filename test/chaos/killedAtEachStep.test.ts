import { publicationId, resourceIds } from '../../domain/ids';
import type { PublishRequest } from '../../domain/publishRequest';
import { inGallery } from '../support/inGallery';
import { inLanes } from '../support/inLanes';
import type { Order } from '../support/MortalHost';
import { type Lane, usingMortalHosts } from '../support/mortalHosts';
import { until } from '../support/runningHost';
import { type Trace, traceOf } from '../support/traceOf';

const lanes = usingMortalHosts('killedAtEachStep', 2);

const beforeAndAfter = (order: Omit<Order, 'when'>): Order[] => [
  { ...order, when: 'before' },
  { ...order, when: 'after' },
];

const steps = [
  ...['checkPlan', 'ensureResourceGroup', 'ensureGallery', 'ensureImageDefinition', 'claimVersion'],
  ...['createVersion', 'readReplication', 'assignReader', 'recordPublication'],
];
const orders = [
  ...steps.flatMap(step => beforeAndAfter({ function: step })),
  // The last word: written, but the orchestration has not ended yet.
  ...beforeAndAfter({ function: 'recordPublication', input: '"state":"published"' }),
];
const ordersOfCancel = [
  ...beforeAndAfter({ function: 'surveyResources' }),
  ...beforeAndAfter({ function: 'recordPublication', input: '"state":"cancelled"' }),
];

describe('a publication', () => {
  let calm: Promise<Trace>;
  let killed: Promise<Trace>[];
  let calmlyCancelled: Promise<Trace>;
  let cancelledAndKilled: Promise<Trace>[];

  beforeAll(() => {
    const works = [
      ...[undefined, ...orders].map(order => (lane: Lane) => publish(lane, order)),
      ...[undefined, ...ordersOfCancel].map(order => (lane: Lane) => cancel(lane, order)),
    ];
    const traces = inLanes(lanes(), works, (lane, work) => work(lane));
    [calm, ...killed] = split(traces.slice(0, orders.length + 1));
    [calmlyCancelled, ...cancelledAndKilled] = split(traces.slice(orders.length + 1));
  });

  it('that nothing happens to is published with one PUT of the version', async () => {
    expect(await calm).toMatchObject({ status: { state: 'published', attempt: 1 }, versionPuts: 1 });
  });

  it.each(titled(orders))('ends the same when the host is killed $title', async ({ n }) => {
    expect(await killed[n]).toEqual(await calm);
  });

  it('that is cancelled says what exists', async () => {
    expect(await calmlyCancelled).toMatchObject({ status: { state: 'cancelled' }, versionPuts: 1, assignments: [] });
  });

  it.each(titled(ordersOfCancel))('that is cancelled ends the same when the host is killed $title', async ({ n }) => {
    expect(await cancelledAndKilled[n]).toEqual(await calmlyCancelled);
  });
});

function titled(all: readonly Order[]): { title: string; n: number }[] {
  return all.map(({ when, function: name, input }, n) => ({
    title: `${when} ${name}${input ? ' the last time' : ''}`,
    n,
  }));
}

const split = ([first, ...more]: Promise<Trace>[]): [Promise<Trace>, ...Promise<Trace>[]] => {
  if (!first) throw new Error('Nothing was run.');
  return [first, ...more];
};

const publish = async (lane: Lane, order: Order | undefined): Promise<Trace> => {
  const request = inGallery(nameOf('published', order));
  await lane.host.live();
  await underOrder(lane, order, () => lane.host.api.publish(request));
  return traced(lane, request);
};

/** Cancels when Azure is done, which the publication does not know: its look at the replication was throttled. */
const cancel = async (lane: Lane, order: Order | undefined): Promise<Trace> => {
  const request = inGallery(nameOf('cancelled', order));
  const { gallery, imageVersion } = resourceIds(request);
  const versionGet = 'GET Microsoft.Compute/galleries/images/versions';
  await lane.host.live();
  const match = { operation: versionGet, resource: gallery, nth: 2 };
  await lane.azure.fault(match, { status: 429, code: 'TooManyRequests', retryAfter: 36_000 });
  await lane.host.api.publish(request);
  await until('the look at the replication was throttled', async () => {
    const looks = await lane.azure.requests(versionGet, gallery);
    return looks.some(({ status }) => status === 429) || undefined;
  });
  await until('Azure is done', async () => {
    const version = await lane.azure.resource(imageVersion);
    return version?.properties.provisioningState === 'Succeeded' || undefined;
  });
  await underOrder(lane, order, () => lane.host.api.cancel(publicationId(request)));
  return traced(lane, request);
};

/** Does something of which the host dies; whoever asked may get no answer then. */
const underOrder = async ({ host }: Lane, order: Order | undefined, work: () => Promise<unknown>): Promise<void> => {
  if (!order) return void (await work());
  await host.order(order);
  await work().catch(() => undefined);
  await host.death();
  await host.live();
};

const traced = async ({ host, azure }: Lane, request: PublishRequest): Promise<Trace> =>
  traceOf(await host.api.ended(publicationId(request)), request, azure);

const nameOf = (what: string, order: Order | undefined): string =>
  [what, order?.when ?? 'calmly', order?.function ?? '', order?.input ? 'last' : ''].join('.').replace(/\.+$/, '');
