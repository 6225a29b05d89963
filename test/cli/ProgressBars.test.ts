import { PassThrough } from 'node:stream';
import { ProgressBars } from '../../cli/ProgressBars';
import type { RegionStatus } from '../../domain/publication';

const region = (progress: number, state: RegionStatus['state'] = 'Replicating'): RegionStatus[] => [
  { name: 'eastus', state, progress, details: '' },
];

/** A stream that takes itself for a terminal. */
const aTerminal = () => Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 100, rows: 40 });

describe('progress in a terminal', () => {
  it('moves a bar and leaves it full when the region has ended', () => {
    const stream = aTerminal();
    const progress = new ProgressBars(stream);
    progress.regions(region(50));
    progress.regions(region(100, 'Completed'));
    progress.line('done');
    const shown = String(stream.read());
    expect(shown).toContain(`${'█'.repeat(30)} 100 %  Completed`);
    expect(shown).toMatch(/\ndone\n$/);
  });

  it('shows no bar for regions that had ended before anybody looked', () => {
    const stream = aTerminal();
    const progress = new ProgressBars(stream);
    progress.regions(region(100, 'Completed'));
    progress.close();
    expect(stream.read()).toBeNull();
  });
});
