import type { RegionStatus } from '../domain/publication';

/** Tells a person how far a publication is. */
export interface Progress {
  line(text: string): void;
  regions(regions: readonly RegionStatus[]): void;
  /** Leaves what is shown where it is. */
  close(): void;
}
