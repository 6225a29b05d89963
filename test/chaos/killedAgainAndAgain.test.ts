import { setTimeout as delay } from 'node:timers/promises';
import { publicationId } from '../../domain/ids';
import { hasEnded } from '../../domain/publication';
import { chance } from '../../local/azure/shared/random';
import { aRequest } from '../support/aRequest';
import { expectPublished } from '../support/expectPublished';
import { inGallery } from '../support/inGallery';
import { type Lane, usingMortalHosts } from '../support/mortalHosts';

// Timers run fast, so that the orchestration also begins new generations while the host is killed.
const lanes = usingMortalHosts('killedAgainAndAgain', 1, { speed: 40, timeFactor: 100 });

const versions = ['1.0.0', '1.1.0', '1.2.0'];

/** Of one gallery, so that they also meet in what they share. */
const requests = versions.map(name => inGallery('again', aRequest({ imageVersion: { name } })));

it('publishes several versions side by side, however often the host is killed', async () => {
  const [lane] = lanes();
  if (!lane) throw new Error('No host runs.');
  const { host, azure } = lane;
  await Promise.all(requests.map(request => host.api.publish(request)));
  const kills = await killUntilAllEnded(lane);

  expect(kills).toBeGreaterThan(3);
  for (const request of requests) {
    const publication = await host.api.ended(publicationId(request));
    await expectPublished(publication, request, azure);
    expect(publication).toMatchObject({ attempt: 1 });
    const version = `/again/images/myImageDefinition/versions/${request.imageVersion.name}`;
    expect(await azure.requests('PUT Microsoft.Compute/galleries/images/versions', version)).toHaveLength(1);
  }
});

const killUntilAllEnded = async ({ host }: Lane): Promise<number> => {
  for (let kills = 0; ; kills++) {
    const publications = await Promise.all(requests.map(request => host.api.find(publicationId(request))));
    if (publications.every(publication => publication && hasEnded(publication))) return kills;
    await delay(200 + 1500 * chance('again', kills));
    await host.kill();
    await host.live();
  }
};
