import type { PublishRequest } from '../../domain/publishRequest';

const subscriptionId = '5ab00000-0000-4000-8000-000000000001';

const valid = {
  apiVersion: 'v1',
  subscriptionId,
  resourceGroup: { name: 'myGalleryRG', location: 'westcentralus' },
  gallery: { name: 'myGallery', location: 'westcentralus' },
  imageDefinition: {
    name: 'myImageDefinition',
    location: 'westcentralus',
    osType: 'Linux',
    osState: 'Generalized',
    hyperVGeneration: 'V1',
    architecture: 'x64',
    identifier: { publisher: 'myPublisher', offer: 'myOffer', sku: 'mySKU' },
  },
  imageVersion: {
    name: '1.0.0',
    location: 'westcentralus',
    source: {
      id: `/subscriptions/${subscriptionId}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/images/myImage`,
    },
    targetRegions: [{ name: 'westcentralus' }, { name: 'southcentralus' }],
    replicaCount: 1,
    storageAccountType: 'Standard_LRS',
    excludeFromLatest: false,
    endOfLifeDate: '2027-06-30T00:00:00Z',
  },
  share: {
    principals: [{ principalId: 'a0000000-0000-4000-8000-000000000001', principalType: 'User' }],
    role: 'Reader',
    scope: 'gallery',
  },
} as const satisfies PublishRequest;

type Definition = PublishRequest['imageDefinition'];

type Overrides = {
  readonly [K in Exclude<keyof PublishRequest, 'apiVersion' | 'imageDefinition'>]?: Partial<PublishRequest[K]>;
} & {
  readonly imageDefinition?: Partial<Omit<Definition, 'identifier'>> & {
    readonly identifier?: Partial<Definition['identifier']>;
  };
};

/**
 * A valid request, of which a test names only what matters; lists and the source are replaced as a whole.
 *
 * @example aRequest({ imageVersion: { name: '2.0.0' }, share: undefined })
 */
export const aRequest = (overrides: Overrides = {}): PublishRequest => ({
  apiVersion: valid.apiVersion,
  subscriptionId: overrides.subscriptionId ?? valid.subscriptionId,
  resourceGroup: { ...valid.resourceGroup, ...overrides.resourceGroup },
  gallery: { ...valid.gallery, ...overrides.gallery },
  imageDefinition: {
    ...valid.imageDefinition,
    ...overrides.imageDefinition,
    identifier: { ...valid.imageDefinition.identifier, ...overrides.imageDefinition?.identifier },
  },
  imageVersion: { ...valid.imageVersion, ...overrides.imageVersion },
  ...('share' in overrides && !overrides.share ? {} : { share: { ...valid.share, ...overrides.share } }),
});

const computeResource = (type: string, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/${type}/${name}`;

/** A valid request for a specialized image, from the snapshots of its disks. */
export const aSpecializedRequest = (): PublishRequest =>
  aRequest({
    imageDefinition: {
      name: 'mySpecializedDefinition',
      osState: 'Specialized',
      identifier: { sku: 'mySpecializedSKU' },
    },
    imageVersion: {
      source: {
        osDiskImage: { source: { id: computeResource('snapshots', 'myOsSnapshot') } },
        dataDiskImages: [{ lun: 0, source: { id: computeResource('snapshots', 'myDataSnapshot') } }],
      },
    },
  });
