import { MultiBar, type SingleBar } from 'cli-progress';
import type { RegionStatus } from '../domain/publication';
import type { Progress } from './Progress';

const format = '  {region} {bar} {percentage} %  {state}';

/** One moving bar per region. They stand below the lines until every region has ended, then they stay as lines. */
export class ProgressBars implements Progress {
  #bars: { multi: MultiBar; byRegion: Map<string, SingleBar> } | undefined;

  constructor(private readonly stream: NodeJS.WritableStream) {}

  line(text: string): void {
    if (this.#bars) this.#bars.multi.log(`${text}\n`);
    else this.stream.write(`${text}\n`);
  }

  regions(regions: readonly RegionStatus[]): void {
    if (!this.#bars && regions.every(hasEnded)) return;
    this.#bars ??= { multi: this.#multiBar(), byRegion: new Map() };
    for (const region of regions) this.#update(this.#bars, region);
    if (regions.every(hasEnded)) this.close();
  }

  close(): void {
    this.#bars?.multi.stop();
    this.#bars = undefined;
  }

  #update({ multi, byRegion }: { multi: MultiBar; byRegion: Map<string, SingleBar> }, region: RegionStatus): void {
    const payload = { region: region.name.padEnd(20), state: region.state };
    const bar = byRegion.get(region.name) ?? multi.create(100, 0, payload);
    byRegion.set(region.name, bar);
    bar.update(region.progress, payload);
  }

  #multiBar(): MultiBar {
    return new MultiBar({
      stream: this.stream,
      format,
      formatValue: (value, _options, type) => (type === 'percentage' ? String(value).padStart(3) : String(value)),
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      hideCursor: true,
      gracefulExit: false,
    });
  }
}

const hasEnded = ({ state }: RegionStatus): boolean => state === 'Completed' || state === 'Failed';
