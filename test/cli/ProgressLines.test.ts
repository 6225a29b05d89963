import { PassThrough } from 'node:stream';
import { ProgressLines } from '../../cli/ProgressLines';
import type { RegionStatus } from '../../domain/publication';

const region = (progress: number, state: RegionStatus['state'] = 'Replicating'): RegionStatus[] => [
  { name: 'eastus', state, progress, details: '' },
];

describe('progress without a terminal', () => {
  it('writes a line when a region gets a good step further or changes its state', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const progress = new ProgressLines(stream);
    for (const value of [0, 10, 24, 30, 99, 99]) progress.regions(region(value));
    progress.regions(region(100, 'Completed'));
    expect(String(stream.read()).split('\n')).toEqual([
      '  eastus                 0 %  Replicating',
      '  eastus                30 %  Replicating',
      '  eastus                99 %  Replicating',
      '  eastus               100 %  Completed',
      '',
    ]);
  });
});
