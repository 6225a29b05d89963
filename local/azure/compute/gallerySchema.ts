import { z } from 'zod';
import { anyCase, envelope, readOnly } from './bodyParts';

export type ProvisioningState = 'Creating' | 'Updating' | 'Failed' | 'Succeeded' | 'Deleting';

const sharingProfile = z.strictObject({
  permissions: anyCase('Private', 'Groups', 'Community').optional(),
  communityGalleryInfo: z.unknown().optional(),
  groups: readOnly,
});

const properties = z.strictObject({
  description: z.string().optional(),
  softDeletePolicy: z
    .strictObject({ isSoftDeleteEnabled: z.boolean().optional(), retentionPeriodInDays: z.int().optional() })
    .optional(),
  sharingProfile: sharingProfile.optional(),
  identifier: readOnly,
  provisioningState: readOnly,
  sharingStatus: readOnly,
});

export const GalleryBody = z.strictObject({ ...envelope, properties: properties.default({}), identity: readOnly });

export type GalleryProperties = z.output<typeof properties> & { provisioningState: ProvisioningState };
