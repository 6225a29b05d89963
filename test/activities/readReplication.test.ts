import { readReplication } from '../../activities/readReplication';
import { resourceIds } from '../../domain/ids';
import { aRequest } from '../support/aRequest';
import { anImageVersion, fakeImageVersions } from '../support/fakePorts';

const request = aRequest();
const id = resourceIds(request).imageVersion;
const operation = 'https://azure/operation';
const read = (fake: ReturnType<typeof fakeImageVersions>, at?: string) =>
  readReplication({ imageVersions: fake.port })({ request, operation: at });

const failedIn = (details: string) =>
  anImageVersion({
    replication: [
      { region: 'westcentralus', state: 'Completed', progress: 100, details: '' },
      { region: 'southcentralus', state: 'Failed', progress: 30, details },
    ],
  });

describe('readReplication', () => {
  it('tells where each requested region stands', async () => {
    expect(await read(fakeImageVersions({ [id]: anImageVersion() }))).toEqual({
      kind: 'done',
      value: {
        outcome: 'completed',
        regions: [
          { name: 'westcentralus', state: 'Completed', progress: 100, details: '' },
          { name: 'southcentralus', state: 'Completed', progress: 100, details: '' },
        ],
      },
    });
  });

  it('asks again for a version that cannot be seen yet, and says in the end that it was deleted', async () => {
    expect(await read(fakeImageVersions())).toMatchObject({
      kind: 'again',
      patienceSeconds: 120,
      error: { code: 'version-gone', resourceId: id },
    });
  });

  it('names the region that failed, and the reason of Azure', async () => {
    const outcome = await read(fakeImageVersions({ [id]: failedIn('There is no capacity.') }), operation);
    expect(outcome).toMatchObject({
      value: { outcome: 'failed', failure: { code: 'replication-failed', resourceId: id } },
    });
    expect(JSON.stringify(outcome)).toContain('southcentralus: There is no capacity.');
  });

  const whole = anImageVersion({ provisioningState: 'Failed', replication: [] });

  it('takes the reason from the operation when no region gives one', async () => {
    const known = { code: 'SourceGone', message: 'The snapshot was deleted.', resourceId: id };
    expect(await read(fakeImageVersions({ [id]: whole }, known), operation)).toMatchObject({
      value: { failure: { code: 'SourceGone', message: expect.stringContaining('The snapshot was deleted.') } },
    });
  });

  it('says so when there is no reason', async () => {
    expect(await read(fakeImageVersions({ [id]: whole }))).toMatchObject({
      value: { failure: { code: 'version-failed', message: expect.stringContaining('Azure gives no reason.') } },
    });
  });

  it('has no failure while other regions are still at work', async () => {
    const version = { ...failedIn('No.'), provisioningState: 'Creating' as const };
    const replication = [
      ...version.replication.slice(1),
      { region: 'westcentralus', state: 'Replicating', progress: 5, details: '' },
    ];
    const outcome = await read(fakeImageVersions({ [id]: { ...version, replication } }));
    expect(outcome).toMatchObject({ value: { outcome: 'running' } });
    expect(outcome).not.toHaveProperty('value.failure');
  });
});
