import type { ResourceType } from '../resources/ResourceType';
import { definitions } from './definitions';
import { disks, snapshots } from './disks';
import { galleries } from './galleries';
import { images } from './images';
import { operationStatus } from './operationStatus';
import { versions } from './versions';

/** Microsoft.Compute, as far as images and galleries go. */
export const computeTypes: ResourceType[] = [
  galleries,
  definitions,
  versions,
  images,
  disks,
  snapshots,
  operationStatus('capsOperations'),
  operationStatus('DiskOperations'),
  operationStatus('operations'),
];
