import { aDefinition, aVersion, sources, versionPath, withDefinition, withVersion } from '../../support/aGallery';
import { type AnAzure, anAzure, type Json } from '../../support/anAzure';

const expanded = `${versionPath}?$expand=ReplicationStatus`;
const many = ['westcentralus', 'eastus', 'eastus2', 'northeurope', 'westeurope', 'southeastasia'];
const toMany = aVersion({ targetRegions: many.map(name => ({ name })) });
const failing = (details: string, region: string) => ({ match: { region }, effect: { failRegion: { details } } });

const status = async ({ get }: AnAzure): Promise<Json> =>
  (await get(expanded)).body.properties?.replicationStatus ?? {};
const summary = async (azure: AnAzure): Promise<Json[]> => Object.values((await status(azure)).summary ?? {});

/** The status after every ten seconds until all regions have ended. */
const watched = async (azure: AnAzure): Promise<Json[]> => {
  const seen: Json[] = [await status(azure)];
  while (String(seen.at(-1)?.aggregatedState) === 'InProgress') {
    azure.clock.advance(10_000);
    seen.push(await status(azure));
  }
  return seen;
};

const regionOf = ({ summary: regions }: Json, name: string): Json | undefined =>
  Object.values(regions ?? {}).find(({ region }) => String(region) === name);

describe('replication', () => {
  it('status: is there only when it is asked for, and then for every target region', async () => {
    const azure = await withDefinition(anAzure());
    await azure.put(versionPath, aVersion());
    expect((await azure.get(versionPath)).body.properties).not.toHaveProperty('replicationStatus');
    expect(await status(azure)).toEqual({
      aggregatedState: 'InProgress',
      summary: [
        { region: 'westcentralus', state: 'Replicating', progress: 0 },
        { region: 'southcentralus', state: 'Replicating', progress: 0 },
      ],
    });
  });

  it('status: of each region rises until it is Completed, at different times, and never falls', async () => {
    const azure = await withDefinition(anAzure());
    await azure.put(versionPath, toMany);
    const seen = await watched(azure);
    const ends = many.map(name => seen.findIndex(one => String(regionOf(one, name)?.state) === 'Completed'));

    for (const name of many) {
      const progress = seen.map(one => Number(regionOf(one, name)?.progress));
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(new Set(progress).size).toBeGreaterThan(10);
    }
    expect(ends[0]).toBe(36);
    expect(new Set(ends).size).toBeGreaterThan(3);
    expect(Math.max(...ends)).toBe(seen.length - 1);
    expect(await status(azure)).toMatchObject({ aggregatedState: 'Completed' });
  });

  it('operation: ends when the last region has', async () => {
    const azure = await withDefinition(anAzure());
    const answer = await azure.put(versionPath, toMany);
    azure.clock.advance(360_000);
    expect((await summary(azure)).map(({ state }) => String(state))).toEqual([
      'Completed',
      ...Array(5).fill('Replicating'),
    ]);
    expect((await azure.operation(answer)).body.status).toBe('InProgress');
    expect((await azure.operation(answer)).headers.get('retry-after')).toBe('60');

    await watched(azure);
    const ended = await azure.operation(answer);
    expect([ended.body.status, ended.headers.get('retry-after')]).toEqual(['Succeeded', null]);
    expect((await azure.get(versionPath)).body.properties?.provisioningState).toBe('Succeeded');
  });

  it('times: are the same for the same random seed, and others for another', async () => {
    const ends = async (randomSeed: number) => {
      const azure = await withDefinition(anAzure({ randomSeed }));
      await azure.put(versionPath, toMany);
      return (await watched(azure)).length;
    };
    expect(await ends(1)).toBe(await ends(1));
    expect(new Set(await Promise.all([1, 2, 3, 4].map(ends))).size).toBeGreaterThan(1);
  });

  it('times: a Windows image of 127 GB takes some 18 minutes', async () => {
    const azure = await withDefinition(anAzure(), aDefinition({ osType: 'Windows', hyperVGeneration: 'V2' }));
    const storageProfile = { source: { id: `${sources}/images/myWindowsGen2Image` } };
    await azure.put(versionPath, aVersion({ targetRegions: [] }, { storageProfile }));
    expect((await watched(azure)).length).toBe(110);
  });

  it('failure: of a region fails the operation and the version, and the others are kept', async () => {
    const azure = await withDefinition(anAzure());
    await azure.ask('POST', '/local/faults', { body: failing('no capacity', 'South Central US') });
    const answer = await azure.put(versionPath, aVersion());
    azure.clock.advance(3_600_000);

    expect(await status(azure)).toEqual({
      aggregatedState: 'Failed',
      summary: [
        { region: 'westcentralus', state: 'Completed', progress: 100 },
        {
          region: 'southcentralus',
          state: 'Failed',
          progress: 60,
          details: "Replication failed in this region due to 'no capacity'",
        },
      ],
    });
    const { body } = await azure.operation(answer);
    expect(body.status).toBe('Failed');
    expect(body.error?.message).toContain(
      "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: '{region:southcentralus, detail:no capacity}'.",
    );
    expect((await azure.get(versionPath)).body.properties?.provisioningState).toBe('Failed');
  });

  it('failure: is mended by another PUT, which copies into the failed region alone', async () => {
    const azure = await withDefinition(anAzure());
    await azure.ask('POST', '/local/faults', { body: { ...failing('no capacity', 'southcentralus'), times: 1 } });
    await azure.settled(versionPath, aVersion());
    const again = await azure.put(versionPath, aVersion());

    expect(again.status).toBe(200);
    expect((await summary(azure)).map(({ state }) => String(state))).toEqual(['Completed', 'Replicating']);
    azure.clock.advance(3_600_000);
    expect(await status(azure)).toMatchObject({ aggregatedState: 'Completed' });
    expect((await azure.get(versionPath)).body.properties?.provisioningState).toBe('Succeeded');
  });

  it('update: adds and removes regions; those that stay are not copied again', async () => {
    const azure = await withVersion(anAzure());
    await azure.put(versionPath, aVersion({ targetRegions: [{ name: 'westcentralus' }, { name: 'eastus' }] }));
    expect((await summary(azure)).map(({ region, state }) => [String(region), String(state)])).toEqual([
      ['westcentralus', 'Completed'],
      ['eastus', 'Replicating'],
    ]);
  });
});
