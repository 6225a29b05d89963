import { createActivities } from '../../activities';
import { resourceIds } from '../../domain/ids';
import { publishImage } from '../../orchestrators/publishImage';
import { anAzureWithPorts } from '../support/anAzureWithPorts';
import { aPublication } from '../support/aPublication';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { anEntry, fakePublications } from '../support/fakePublications';
import { replay } from '../support/replay';

const versionPut = 'PUT Microsoft.Compute/galleries/images/versions';

/** The whole process in this test's own process: the replay engine, the activities, the SDKs and a local Azure. */
const aWorld = (request = aRequest()) => {
  const world = anAzureWithPorts();
  const publication = aPublication({ request });
  const index = fakePublications(anEntry({ publication }));
  const activities = createActivities({ ...world.ports, publications: index.port });
  const publish = (cancelAfter = Number.POSITIVE_INFINITY) =>
    replay(publishImage, { publication }, activities, (during, nth) => {
      if (during !== 'timer') return [];
      // Half a minute passes in Azure while the orchestration waits.
      world.clock.advance(30_000);
      if (nth !== cancelAfter) return [];
      index.write({ ...anEntry(), ...index.entry(publication.id), cancelRequested: true });
      return ['wake'];
    });
  const puts = (operation: string) => world.azure.log.counters.byOperation[operation] ?? 0;
  return { ...world, index, publish, puts, ids: resourceIds(request) };
};

describe('publishing an image into an empty subscription', () => {
  it('creates everything, waits for every region, and shares', async () => {
    const { publish, ports, ids, puts, index } = aWorld();
    const { status, output } = await publish();
    expect(status).toBe('Completed');
    expect(output).toMatchObject({ state: 'published', step: 'done', warnings: [] });
    expect(output?.resources).toEqual(Object.values(ids).map(id => ({ id, created: true })));
    expect(output?.regions.map(({ state }) => state)).toEqual(['Completed', 'Completed']);
    expect(await ports.roleAssignments.readersAt(ids.gallery)).toEqual(output?.roleAssignments);
    expect(puts(versionPut)).toBe(1);
    expect(index.entry()?.publication).toEqual(output);
  });

  it('publishes snapshots as well', async () => {
    const { output } = await aWorld(aSpecializedRequest()).publish();
    expect(output?.state).toBe('published');
  });

  it('changes nothing the second time', async () => {
    const { publish, azure, index } = aWorld();
    await publish();
    const writes = () =>
      Object.entries(azure.log.counters.byOperation)
        .filter(([operation]) => /^(PUT|PATCH|DELETE) /.test(operation) && !operation.includes('roleAssignments'))
        .reduce((sum, [, count]) => sum + count, 0);
    const before = writes();
    index.write(anEntry());
    const { output } = await publish();
    expect(output?.state).toBe('published');
    expect(output?.resources.every(({ created }) => !created)).toBe(true);
    expect(writes()).toBe(before);
  });
});

describe('publishing two versions side by side', () => {
  it('creates what they share once, and only one of them calls it its own', async () => {
    const { ports, clock } = anAzureWithPorts();
    const index = fakePublications();
    const activities = createActivities({ ...ports, publications: index.port });
    const publish = (name: string) => {
      const publication = aPublication({ request: aRequest({ imageVersion: { name } }), id: `version-${name}` });
      index.write(anEntry({ publication }));
      return replay(publishImage, { publication }, activities, during => {
        if (during === 'timer') clock.advance(30_000);
        return [];
      });
    };
    const [first, second] = await Promise.all([publish('1.0.0'), publish('2.0.0')]);
    expect([first.output?.state, second.output?.state]).toEqual(['published', 'published']);
    const creators = (n: number) => [first, second].filter(({ output }) => output?.resources[n]?.created).length;
    expect([0, 1, 2].map(creators)).toEqual([1, 1, 1]);
    expect([first, second].map(({ output }) => output?.resources[3]?.created)).toEqual([true, true]);
  });
});

describe('publishing when Azure does not play along', () => {
  it('rejects what could not work, and touches nothing', async () => {
    const { publish, puts, ids, ports } = aWorld(aRequest({ imageDefinition: { osType: 'Windows' } }));
    const { output } = await publish();
    expect(output).toMatchObject({
      state: 'rejected',
      error: { code: 'source-osType', pointer: '/imageVersion/source/id' },
    });
    expect(await ports.resourceGroups.find(ids.resourceGroup)).toBeUndefined();
    expect(puts(versionPut)).toBe(0);
  });

  it.each([
    ['is throttled', { status: 429, retryAfter: 20 }],
    ['answers 500', { status: 500 }],
    ['loses the answer', { reset: 'after' as const }],
    ['breaks the connection', { reset: 'before' as const }],
  ])('gets there when every PUT at first %s', async (_, effect) => {
    const { publish, azure, puts } = aWorld();
    for (const operation of ['PUT Microsoft.Compute/galleries', 'PUT Microsoft.Compute/galleries/images', versionPut])
      azure.faults.add({ match: { operation }, effect, times: 1 });
    const { output } = await publish();
    expect(output?.state).toBe('published');
    expect(output?.resources.every(({ created }) => created)).toBe(true);
    expect(puts(versionPut)).toBeLessThanOrEqual(2);
  });

  it('fails with the region and the reason of Azure', async () => {
    const { publish, azure } = aWorld();
    azure.faults.add({
      match: { operation: versionPut, region: 'southcentralus' },
      effect: { failRegion: { details: 'There is no capacity.' } },
    });
    const { output } = await publish();
    expect(output).toMatchObject({ state: 'failed', step: 'replicate', error: { code: 'replication-failed' } });
    expect(output?.error?.message).toMatch(/southcentralus: .*There is no capacity\./);
    expect(output?.regions.find(({ name }) => name === 'southcentralus')?.state).toBe('Failed');
  });

  it('fails with the reason of the operation', async () => {
    const { publish, azure } = aWorld();
    const effect = { operationFails: { code: 'SourceGone', message: 'The image was deleted.' } };
    azure.faults.add({ match: { operation: versionPut }, effect });
    const { output } = await publish();
    expect(output).toMatchObject({ state: 'failed', step: 'replicate' });
    expect(output?.error?.message).toContain('The image was deleted.');
  });

  it('keeps regions that another writer put there', async () => {
    const { publish, ports, ids, clock, index } = aWorld();
    await publish();
    const found = await ports.imageVersions.find(ids.imageVersion);
    const eastus = {
      name: 'eastus',
      regionalReplicaCount: 1,
      storageAccountType: 'Standard_LRS',
      excludeFromLatest: false,
    };
    if (found)
      await ports.imageVersions.put(ids.imageVersion, { ...found, targetRegions: [...found.targetRegions, eastus] });
    clock.advance(24 * 3_600_000);
    index.write(anEntry());
    const { output } = await publish();
    expect(output?.warnings).toEqual([expect.stringContaining('eastus')]);
    expect((await ports.imageVersions.find(ids.imageVersion))?.targetRegions).toHaveLength(3);
  });

  it('stops waiting when it is cancelled, and says what is there', async () => {
    const { publish, ids } = aWorld();
    const { status, output } = await publish(4);
    expect(status).toBe('Completed');
    expect(output?.state).toBe('cancelled');
    expect(output?.resources.map(({ id }) => id)).toEqual(Object.values(ids).slice(0, output?.resources.length));
  });
});
