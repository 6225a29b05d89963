import type { PublishRequest } from './publishRequest';

/** What Azure holds, as far as a publication looks at it. Members keep Azure's names. */

export type ProvisioningState = 'Creating' | 'Updating' | 'Failed' | 'Succeeded' | 'Deleting' | 'Migrating';

export type Tags = { readonly [name: string]: string };

export type ResourceGroup = { readonly location: string; readonly tags?: Tags };

export type Gallery = {
  readonly location: string;
  readonly description?: string;
  readonly tags?: Tags;
  readonly provisioningState?: ProvisioningState;
};

type RequestedDefinition = PublishRequest['imageDefinition'];

export type ImageDefinition = Omit<RequestedDefinition, 'name'> & { readonly provisioningState?: ProvisioningState };

/** A managed image, or the OS and data disks (snapshots or disks) of a virtual machine. */
export type Source = PublishRequest['imageVersion']['source'];

export type TargetRegion = {
  readonly name: string;
  readonly regionalReplicaCount: number;
  readonly storageAccountType: string;
  readonly excludeFromLatest: boolean;
  readonly encryption?: {
    readonly osDiskImage?: {
      readonly diskEncryptionSetId?: string;
      readonly securityProfile?: {
        readonly confidentialVMEncryptionType?: string;
        readonly secureVMDiskEncryptionSetId?: string;
      };
    };
    readonly dataDiskImages?: readonly { readonly lun: number; readonly diskEncryptionSetId?: string }[];
  };
};

export type ImageVersion = {
  readonly location: string;
  readonly tags?: Tags;
  readonly source: Source;
  readonly targetRegions: readonly TargetRegion[];
  readonly replicaCount: number;
  readonly storageAccountType: string;
  readonly excludeFromLatest: boolean;
  readonly endOfLifeDate?: string;
  readonly allowDeletionOfReplicatedLocations: boolean;
  readonly blockDeletionBeforeEndOfLife: boolean;
};

/** `$expand=ReplicationStatus`: one entry per region, as Azure names it ("eastus2"). */
export type ReplicatedVersion = ImageVersion & {
  readonly provisioningState?: ProvisioningState;
  readonly replication: readonly {
    readonly region: string;
    readonly state: string;
    readonly progress: number;
    readonly details: string;
  }[];
};

/** A managed image, a snapshot or a disk. Absent members: Azure does not say. */
export type SourceResource = {
  readonly location: string;
  readonly osType?: string;
  readonly osState?: string;
  readonly hyperVGeneration?: string;
  readonly architecture?: string;
};
