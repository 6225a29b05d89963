import type { Resource } from '../shared/Resource';
import type { DefinitionProperties } from './definitionSchema';
import type { DiskBody, DiskProperties } from './diskSchema';
import type { GalleryProperties, ProvisioningState } from './gallerySchema';
import type { ImageProperties } from './imageSchema';
import type { RegionRun } from './replication';
import type { VersionProperties } from './versionSchema';

/** What Compute keeps. */
export type Gallery = Resource<GalleryProperties>;

export type Definition = Resource<DefinitionProperties>;

export interface Version extends Resource<VersionProperties & { provisioningState: ProvisioningState }> {
  publishedAt: number;
  runs: RegionRun[];
  /** Shown only once the version is complete. */
  sizes: { os: number; byLun: Record<number, number> };
}

export type ManagedImage = Resource<ImageProperties>;

export interface Disk extends Resource<DiskProperties> {
  sku?: DiskBody['sku'];
}
