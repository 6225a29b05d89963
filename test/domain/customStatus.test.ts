import { customStatus } from '../../domain/customStatus';
import type { Publication, RegionStatus } from '../../domain/publication';
import { aPublication } from '../support/aPublication';

/** The length of the status, which always tells how far the publication is. */
const lengthOf = (publication: Publication): number => {
  const { id, state, step, attempt, createdAt, updatedAt } = publication;
  expect(customStatus(publication)).toMatchObject({ id, state, step, attempt, createdAt, updatedAt });
  return JSON.stringify(customStatus(publication)).length;
};

const regions = (count: number, of: Partial<RegionStatus> = {}): RegionStatus[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `region${n}`,
    state: 'Replicating',
    progress: n,
    details: '',
    ...of,
  }));

const long = 'It goes on and on. '.repeat(500);

describe('the custom status', () => {
  it('is the publication without the request while that is short', () => {
    const publication = aPublication();
    const { request: _, ...status } = publication;
    expect(customStatus(publication)).toEqual(status);
  });

  it.each([
    ['100 regions with long details', { regions: regions(100, { details: long }) }],
    ['100 regions that failed', { regions: regions(100, { state: 'Failed', details: long }) }],
    [
      'many regions and assignments',
      { regions: regions(50, { details: long }), roleAssignments: Array(9).fill({ id: long }) },
    ],
    ['many warnings', { warnings: Array(200).fill(long) }],
    [
      'an error of many problems',
      { error: { code: 'x', message: long, problems: Array(99).fill({ code: 'x', message: long }) } },
    ],
    [
      '200 role assignments',
      { roleAssignments: Array(200).fill({ id: long, principalId: 'x', scope: long, role: 'Reader' }) },
    ],
    [
      'long names',
      { resources: Array(4).fill({ id: long, created: true }), regions: regions(100, { name: 'r'.repeat(64) }) },
    ],
  ])('stays within 8,000 characters with %s', (_, overrides) => {
    expect(lengthOf(aPublication(overrides))).toBeLessThanOrEqual(8000);
  });

  it('stays within it for everything at once', () => {
    const everything = aPublication({
      warnings: Array(50).fill(long),
      regions: regions(100, { name: 'r'.repeat(64), state: 'Failed', details: long }),
      roleAssignments: Array(200).fill({ id: long, principalId: 'x', scope: long, role: 'Reader' }),
      resources: Array(4).fill({ id: long, created: true }),
      error: { code: 'x', message: long, pointer: '/imageVersion', resourceId: 'x'.repeat(400) },
    });
    expect(lengthOf(everything)).toBeLessThanOrEqual(8000);
  });

  it('keeps every region as long as it can, then those that somebody has to look at', () => {
    const quiet = aPublication({ regions: regions(60), warnings: Array(50).fill(long) });
    expect(Object(customStatus(quiet)).regions).toHaveLength(60);
    const failed = { name: 'bad', state: 'Failed', progress: 3, details: 'No capacity.' } as const;
    const mixed = [...regions(80, { state: 'Completed', details: long }), ...regions(19), failed];
    const status = Object(customStatus(aPublication({ regions: mixed })));
    expect(status.regions[0]).toEqual(failed);
    expect(status.regions).toHaveLength(20);
  });
});
