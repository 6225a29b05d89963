import type { RegionStatus } from '../domain/publication';
import type { Progress } from './Progress';

/** One line for each region whose state changed or that got a good step further. */
export class ProgressLines implements Progress {
  readonly #shown = new Map<string, string>();

  constructor(private readonly stream: NodeJS.WritableStream) {}

  line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  regions(regions: readonly RegionStatus[]): void {
    for (const { name, state, progress } of regions) {
      const step = `${state} ${Math.floor(progress / 25)}`;
      if (this.#shown.get(name) === step) continue;
      this.#shown.set(name, step);
      this.line(`  ${name.padEnd(20)} ${String(progress).padStart(3)} %  ${state}`);
    }
  }

  close(): void {
    this.#shown.clear();
  }
}
