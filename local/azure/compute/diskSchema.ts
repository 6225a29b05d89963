import { z } from 'zod';
import { anyCase, envelope, readOnly } from './bodyParts';
import type { ProvisioningState } from './gallerySchema';

/** Disks and snapshots have many members that nothing here depends on: those are taken as they come. */
const properties = z.looseObject({
  osType: anyCase('Linux', 'Windows').optional(),
  hyperVGeneration: anyCase('V1', 'V2').optional(),
  creationData: z.looseObject({
    createOption: z.string(),
    sourceResourceId: z.string().optional(),
  }),
  diskSizeGB: z.int().positive().optional(),
  provisioningState: readOnly,
});

export const DiskBody = z.strictObject({
  ...envelope,
  properties,
  sku: z.looseObject({ name: z.string().optional(), tier: z.string().optional() }).optional(),
  zones: z.array(z.string()).optional(),
  managedBy: readOnly,
  extendedLocation: z.unknown().optional(),
});

export type DiskBody = z.output<typeof DiskBody>;
export type DiskProperties = DiskBody['properties'] & {
  diskSizeGB: number;
  timeCreated: string;
  uniqueId: string;
  provisioningState: ProvisioningState;
};
