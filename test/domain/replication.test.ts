import type { ProvisioningState } from '../../domain/azureResources';
import { failureOf, remainingProgress, replicationOf } from '../../domain/replication';
import { aRequest } from '../support/aRequest';
import { anImageVersion, aTargetRegion } from '../support/fakePorts';

const version = (west: string, south: string, provisioningState: ProvisioningState = 'Succeeded') =>
  anImageVersion({
    provisioningState,
    replication: [
      { region: 'westcentralus', state: west, progress: 40, details: `${west} here` },
      { region: 'southcentralus', state: south, progress: 60, details: '' },
    ],
  });

const outcome = (...args: Parameters<typeof version>) => replicationOf(aRequest(), version(...args)).outcome;

describe('a replication', () => {
  it.each([
    ['Completed', 'Completed', 'Succeeded', 'completed'],
    ['Completed', 'Completed', 'Updating', 'completed'],
    ['Replicating', 'Completed', 'Creating', 'running'],
    ['Replicating', 'Completed', 'Succeeded', 'running'],
    ['Unknown', 'Unknown', 'Creating', 'running'],
    ['Failed', 'Replicating', 'Updating', 'running'],
    ['Failed', 'Completed', 'Succeeded', 'failed'],
    ['Failed', 'Failed', 'Creating', 'failed'],
    ['Replicating', 'Completed', 'Failed', 'failed'],
    ['Unknown', 'Unknown', 'Failed', 'failed'],
    ['Completed', 'Completed', 'Failed', 'failed'],
  ] as const)('with %s and %s in a version that is %s is %s', (west, south, state, expected) => {
    expect(outcome(west, south, state)).toBe(expected);
  });

  const withoutSouth = (provisioningState: ProvisioningState) =>
    replicationOf(aRequest(), anImageVersion({ provisioningState, targetRegions: [aTargetRegion('westcentralus')] }));

  it('is incomplete when Azure is done and a requested region is no target', () => {
    expect(withoutSouth('Succeeded').outcome).toBe('incomplete');
    expect(withoutSouth('Updating').outcome).toBe('running');
  });

  it('is not held up by regions that nobody asked for', () => {
    const more = anImageVersion({ targetRegions: ['westcentralus', 'southcentralus', 'uksouth'].map(aTargetRegion) });
    const replication = more.replication.map(one => (one.region === 'uksouth' ? { ...one, state: 'Failed' } : one));
    for (const provisioningState of ['Updating', 'Succeeded', 'Failed'] as const) {
      expect(replicationOf(aRequest(), { ...more, replication, provisioningState }).outcome).toBe('completed');
    }
  });

  it('tells each region under the name that the request gives it', () => {
    const request = aRequest({ imageVersion: { targetRegions: [{ name: 'South Central US' }, { name: 'uksouth' }] } });
    expect(replicationOf(request, version('Completed', 'Replicating', 'Creating')).regions).toEqual([
      { name: 'South Central US', state: 'Replicating', progress: 60, details: '' },
      { name: 'uksouth', state: 'Unknown', progress: 0, details: '' },
    ]);
  });

  it('knows regions again however Azure spells them', () => {
    const targetRegions = [aTargetRegion('West Central US')];
    const replication = [{ region: 'West Central US', state: 'Completed', progress: 100, details: '' }];
    for (const name of ['westcentralus', 'West Central US']) {
      const request = aRequest({ imageVersion: { targetRegions: [{ name }] } });
      expect(replicationOf(request, anImageVersion({ targetRegions, replication })).outcome).toBe('completed');
    }
  });

  it('takes a state that it does not know for unknown', () => {
    expect(replicationOf(aRequest(), version('Paused', 'Completed')).regions[0]?.state).toBe('Unknown');
  });
});

const region = (state: 'Completed' | 'Failed' | 'Replicating', progress: number, details = '') => ({
  name: `r${progress}`,
  state,
  progress,
  details,
});

describe('the progress of a replication', () => {
  it('is the mean of the regions that are still at work', () => {
    expect(remainingProgress([region('Completed', 100), region('Replicating', 20), region('Replicating', 60)])).toBe(
      40,
    );
    expect(remainingProgress([region('Completed', 100), region('Failed', 20)])).toBe(100);
  });
});

describe('the failure of a replication', () => {
  it('names each region that failed, with the reason that Azure gives', () => {
    expect(failureOf([region('Completed', 1), region('Failed', 2, 'No capacity.'), region('Failed', 3)])).toBe(
      'r2: No capacity. r3: Azure gives no reason.',
    );
    expect(failureOf([region('Replicating', 5)])).toBe('');
  });
});
