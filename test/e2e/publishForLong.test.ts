import { publicationId } from '../../domain/ids';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { usingMortalHosts } from '../support/mortalHosts';

// Durable timers run fast, so that a replication of seconds is looked at as often as one of many hours.
const lanes = usingMortalHosts('forLong', 1, { speed: 60, timeFactor: 100 });

const mostEvents = 250;
const manyLooks = 110;

it('keeps the history of a publication bounded, however often it looks at the replication', async () => {
  const [lane] = lanes();
  if (!lane) throw new Error('No host runs.');
  const { host, azure } = lane;
  const request = inGallery('forLong');
  const id = publicationId(request);
  const lengths: number[] = [];

  await host.api.publish(request);
  const ended = host.api.ended(id);
  for (let running = true; running; running = (await host.api.find(id))?.state === 'running') {
    lengths.push(await historyLength(host.url, id));
  }

  await expectPublished(await ended, request, azure);
  const looks = await azure.requests('GET Microsoft.Compute/galleries/images/versions', 'forLongRG');
  expect(looks.length).toBeGreaterThan(manyLooks);
  expect(Math.max(...lengths)).toBeLessThan(mostEvents);
  expect(await azure.requests('PUT Microsoft.Compute/galleries/images/versions', 'forLongRG')).toHaveLength(1);
});

const historyLength = async (host: string, id: string): Promise<number> => {
  const response = await fetch(`${host}/runtime/webhooks/durabletask/instances/${id}?showHistory=true`);
  const { historyEvents = [] }: { historyEvents?: unknown[] } = JSON.parse(await response.text());
  return historyEvents.length;
};
