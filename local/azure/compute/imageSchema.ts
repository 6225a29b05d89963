import { z } from 'zod';
import { anyCase, envelope, readOnly } from './bodyParts';
import type { ProvisioningState } from './gallerySchema';

const reference = z.strictObject({ id: z.string().optional() });

const disk = {
  snapshot: reference.optional(),
  managedDisk: reference.optional(),
  blobUri: z.string().optional(),
  caching: anyCase('None', 'ReadOnly', 'ReadWrite').optional(),
  diskSizeGB: z.int().positive().optional(),
  storageAccountType: z.string().optional(),
  diskEncryptionSet: reference.optional(),
};

const properties = z.strictObject({
  sourceVirtualMachine: reference.optional(),
  storageProfile: z
    .strictObject({
      osDisk: z.strictObject({
        osType: anyCase('Linux', 'Windows'),
        osState: anyCase('Generalized', 'Specialized'),
        ...disk,
      }),
      dataDisks: z.array(z.strictObject({ lun: z.int().nonnegative(), ...disk })).default([]),
      zoneResilient: z.boolean().optional(),
    })
    .optional(),
  hyperVGeneration: anyCase('V1', 'V2').default('V1'),
  provisioningState: readOnly,
});

export const ImageBody = z.strictObject({ ...envelope, properties, extendedLocation: z.unknown().optional() });

export type ImageProperties = z.output<typeof properties> & { provisioningState: ProvisioningState };
