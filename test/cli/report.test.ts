import { report } from '../../cli/report';
import { aPublishedPublication, publicationIds } from '../support/aPublishedPublication';

const azureRequests = {
  total: 12,
  byOperation: { 'GET Microsoft.Compute/galleries': 7, 'PUT Microsoft.Compute/galleries': 5 },
};
const times = { startedAt: '2026-11-24T10:00:00.000Z', endedAt: '2026-11-24T10:00:21.500Z' };

describe('the report of the demo', () => {
  it('lists resources, regions, role assignments, duration and calls', () => {
    expect(report({ publications: [aPublishedPublication()], azureRequests, ...times }).split('\n')).toEqual([
      '┌────────────────┬───────────────────────────────────────┬───────────┐',
      '│ Resource       │ Name                                  │ Outcome   │',
      '├────────────────┼───────────────────────────────────────┼───────────┤',
      '│ resource group │ myGalleryRG                           │ created   │',
      '│ gallery        │ myGallery                             │ was there │',
      '│ image version  │ myGallery / myImageDefinition / 1.0.0 │ created   │',
      '└────────────────┴───────────────────────────────────────┴───────────┘',
      '',
      '┌───────────────────────────────────────┬────────────────┬───────────┬──────────┐',
      '│ Image version                         │ Region         │ State     │ Progress │',
      '├───────────────────────────────────────┼────────────────┼───────────┼──────────┤',
      '│ myGallery / myImageDefinition / 1.0.0 │ westcentralus  │ Completed │ 100 %    │',
      '│ myGallery / myImageDefinition / 1.0.0 │ southcentralus │ Completed │ 100 %    │',
      '└───────────────────────────────────────┴────────────────┴───────────┴──────────┘',
      '',
      '┌────────┬──────────────────────────────────────┬───────────────────┐',
      '│ Role   │ Principal                            │ On                │',
      '├────────┼──────────────────────────────────────┼───────────────────┤',
      '│ Reader │ a0000000-0000-4000-8000-000000000001 │ gallery myGallery │',
      '└────────┴──────────────────────────────────────┴───────────────────┘',
      '',
      'Published 1 of 1 image versions in 21.5 seconds, with 12 calls to Azure (7 GET, 5 PUT).',
      '',
    ]);
  });

  it('shows a resource once, as the first publication found it', () => {
    const second = aPublishedPublication({ resources: [{ id: publicationIds.group, created: false }] });
    const text = report({ publications: [aPublishedPublication(), second], azureRequests, ...times });
    expect(text.match(/resource group/g)).toHaveLength(1);
    expect(text).toContain('2 of 2 image versions in 21.5 seconds, with 12 calls to Azure (7 GET, 5 PUT)');
  });

  it('counts what was not published', () => {
    const failed = aPublishedPublication({ state: 'failed' });
    expect(report({ publications: [failed], azureRequests, ...times })).toContain('Published 0 of 1 image versions');
  });
});
