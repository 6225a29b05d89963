import { z } from 'zod';
import { anyCase, envelope, readOnly } from './bodyParts';

const storageAccountType = anyCase('Standard_LRS', 'Standard_ZRS', 'Premium_LRS', 'PremiumV2_LRS');
const hostCaching = anyCase('None', 'ReadOnly', 'ReadWrite');

const targetRegion = z.strictObject({
  name: z.string(),
  regionalReplicaCount: z.int().optional(),
  storageAccountType: storageAccountType.optional(),
  excludeFromLatest: z.boolean().optional(),
  encryption: z.unknown().optional(),
  additionalReplicaSets: z.unknown().optional(),
});

const publishingProfile = z.strictObject({
  targetRegions: z.array(targetRegion).nullish(),
  replicaCount: z.int().optional(),
  excludeFromLatest: z.boolean().optional(),
  endOfLifeDate: z.string().optional(),
  storageAccountType: storageAccountType.optional(),
  replicationMode: anyCase('Full', 'Shallow').optional(),
  targetExtendedLocations: z.array(z.unknown()).optional(),
  publishedDate: readOnly,
});

const diskSource = z.strictObject({
  id: z.string().optional(),
  uri: z.string().optional(),
  storageAccountId: z.string().optional(),
});

const diskImage = { sizeInGB: readOnly, hostCaching: hostCaching.optional(), source: diskSource.nullish() };

const storageProfile = z.strictObject({
  source: z
    .strictObject({
      id: z.string().optional(),
      virtualMachineId: z.string().optional(),
      communityGalleryImageId: z.string().optional(),
    })
    .nullish(),
  osDiskImage: z.strictObject(diskImage).nullish(),
  dataDiskImages: z.array(z.strictObject({ lun: z.int().nonnegative(), ...diskImage })).nullish(),
});

const safetyProfile = z.strictObject({
  allowDeletionOfReplicatedLocations: z.boolean().optional(),
  blockDeletionBeforeEndOfLife: z.boolean().optional(),
  reportedForPolicyViolation: readOnly,
  policyViolations: readOnly,
});

const properties = z.strictObject({
  publishingProfile: publishingProfile.default({}),
  storageProfile,
  safetyProfile: safetyProfile.optional(),
  securityProfile: z.unknown().optional(),
  restore: z.boolean().optional(),
  provisioningState: readOnly,
  replicationStatus: readOnly,
  validationsProfile: readOnly,
});

export const VersionBody = z.strictObject({ ...envelope, properties });

export type VersionProperties = z.output<typeof properties>;
export type PublishingProfile = z.output<typeof publishingProfile>;
export type StorageProfile = z.output<typeof storageProfile>;
export type TargetRegion = z.output<typeof targetRegion>;
export type DiskImage = NonNullable<StorageProfile['dataDiskImages']>[number];
