import { setTimeout as delay } from 'node:timers/promises';
import { publicationId } from '../../domain/ids';
import { chance } from '../../local/azure/shared/random';
import { inGallery } from '../support/inGallery';
import { inLanes } from '../support/inLanes';
import { type Lane, usingMortalHosts } from '../support/mortalHosts';
import { type Trace, traceOf } from '../support/traceOf';

const lanes = usingMortalHosts('killedAtAnyMoment', 2);

const seed = 20_261_124;
const moments = [
  ...Array.from({ length: 20 }, (_, n) => ({ n, when: 'at any moment', withinMs: 3500 })),
  ...Array.from({ length: 6 }, (_, n) => ({ n: 20 + n, when: 'while it is accepted', withinMs: 300 })),
].map(moment => ({ ...moment, ms: Math.round(chance(seed, moment.n) * moment.withinMs) }));

let calm: Promise<Trace> | undefined;
let killed: Promise<Trace>[];

beforeAll(() => {
  [calm, ...killed] = inLanes(lanes(), [undefined, ...moments], publish);
});

it('is published when nothing happens', async () => {
  expect(await calm).toMatchObject({ status: { state: 'published', attempt: 1 }, versionPuts: 1 });
});

it.each(moments)('ends the same when the host is killed $when: after $ms ms', async ({ n }) => {
  expect(await killed[n]).toEqual(await calm);
});

async function publish({ host, azure }: Lane, moment: (typeof moments)[number] | undefined): Promise<Trace> {
  const request = inGallery(`moment${moment?.n ?? ''}`);
  await host.live();
  const answer = host.api.publish(request).catch(() => undefined);
  if (moment) {
    await delay(moment.ms);
    await host.kill();
    await host.live();
  }
  // Whoever got no answer sends the request again; whoever got one may do so, too.
  await answer;
  await host.api.publish(request);
  return traceOf(await host.api.ended(publicationId(request)), request, azure);
}
