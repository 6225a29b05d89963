import { AzureError } from '../shared/AzureError';

const invalid = (message: string, target?: string) => new AzureError(400, 'InvalidParameter', message, { target }); // unconfirmed for all but duplicate regions

/** What the gallery resource provider (and its neighbours in Compute) refuses. */
export const gallery = {
  // unconfirmed: shape of Compute's answers to unknown, missing and mistyped members
  unknownMember: (member: string, path: string) =>
    new AzureError(400, 'BadRequest', `Could not find member '${member}' on object. Path '${path}'.`, { target: path }),
  requiredMissing: (path: string) => invalid(`Required parameter '${path}' is missing (null).`, path),
  badValue: (path: string, problem: string) => invalid(`The value of parameter '${path}' is invalid. ${problem}`, path),
  routeRule: (entity: string) =>
    invalid(
      `The entity name '${entity}' is invalid according to its validation rule: ^[^_\\W][\\w-._]{0,79}(?<![-.])$.`,
      entity,
    ),
  trailingCharacters: (name: string, characters: string) =>
    invalid(
      `The provided resource name ${name} has these invalid trailing characters: ${characters}. The name can not end with characters: ${characters}`,
    ),
  galleryName: () =>
    invalid(
      'Gallery name is invalid. Allowed characters are English alphanumeric characters, with underscores, and periods allowed in the middle, up to 80 characters total. All other special characters, including dashes, are disallowed.',
      'galleryName',
    ),
  versionName: () =>
    invalid(
      'The image version name is invalid. The image version name should follow Major(int).Minor(int).Patch(int) format, for example: 1.0.0, 2018.12.1 etc.',
      'galleryImageVersionName',
    ),
  identifier: (property: string, allowed: string, longest: number) =>
    invalid(
      `Asset name galleryImage.properties.identifier.${property} is not valid. It cannot be empty. Allowed characters are ${allowed}. The length of the name cannot exceed ${longest} characters.`,
      `galleryImage.properties.identifier.${property}`,
    ),
  duplicateRegions: () =>
    invalid(
      'Duplicate regions are not allowed in target publishing regions.',
      'galleryImageVersion.properties.publishingProfile.targetRegions',
    ),
  homeRegionMissing: (regions: string[], location: string) =>
    invalid(
      `Gallery image version publishing profile regions '${regions.join(',')}' must contain the location of image version '${location}'.`,
      'galleryImageVersion.properties.publishingProfile.targetRegions',
    ),
  unknownTargetRegion: (region: string) =>
    invalid(
      `The provided location '${region}' is not available for resource type 'Microsoft.Compute/galleries'.`,
      'galleryImageVersion.properties.publishingProfile.targetRegions.name',
    ),
  outOfRange: (value: number, parameter: string, min: number, max: number) =>
    invalid(
      `The value ${value} of parameter '${parameter}' is out of range. The value must be between ${min} and ${max}, inclusive.`,
      parameter,
    ),
  endOfLifePast: (target: string) => invalid('EndOfLifeDate must be set to a future date.', target),
  sourceType: (id: string) =>
    invalid(
      `The source id: ${id} must either be a managed image, virtual machine or another gallery image version`,
      'galleryImageVersion.properties.storageProfile.source.id',
    ),
  diskSourceType: (id: string) =>
    invalid(
      `The source id: ${id} must be a managed disk or snapshot.`,
      'galleryImageVersion.properties.storageProfile.osDiskImage.source.id',
    ),
  sourcePlace: () =>
    invalid(
      'The gallery artifact version source can only be specified either directly under storageProfile or within individual OS or data disks. One and only one type of source (user image, snapshot, disk, virtual machine) can be provided.',
      'galleryImageVersion.properties.storageProfile',
    ),
  duplicateLuns: () =>
    invalid(
      'Duplicated lun numbers have been detected in the data disk images. The lun of each data disk must be unique.',
      'galleryImageVersion.properties.storageProfile.dataDiskImages',
    ),
  nameTaken: (name: string, subscriptionId: string) =>
    // unconfirmed: status and code
    new AzureError(
      409,
      'Conflict',
      `The gallery name '${name}' is not unique within the subscription '${subscriptionId}'. Please pick another gallery name.`,
    ),
  identifierTaken: (name: string, publisher: string, offer: string, sku: string) =>
    new AzureError(
      409,
      'OperationNotAllowed',
      `Gallery image: '${name}' identified by (publisher:'${publisher}', offer:'${offer}', sku:'${sku}') already exists. Choose a different publisher, offer, sku combination.`,
    ),
  immutable: (property: string) =>
    new AzureError(409, 'PropertyChangeNotAllowed', `Changing property '${property}' is not allowed.`, {
      target: property,
    }),
  sourceNotFound: (id: string) =>
    new AzureError(
      404, // unconfirmed
      'NotFound',
      `Source ${id} is not found. Please check source exists, and is in the same region as gallery image version being created.`,
    ),
  osStateDiffers: (id: string, source: string, definition: string) =>
    new AzureError(
      400,
      'BadRequest',
      `The resource with id '${id}' has a different OS state ['${source}'] than the parent gallery image OS state ['${definition}'].`,
    ),
  nested: (ids: string[]) =>
    new AzureError(
      409,
      'CannotDeleteResource',
      `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${ids.slice(0, 5).join(', ')}'. Please delete all nested resources before deleting this resource.`,
    ),
  beingDeleted: (id: string) =>
    // unconfirmed: status and code
    new AzureError(
      409,
      'OperationNotAllowed',
      `Operation 'Update Gallery Image Version' is not on allowed on ${id}; since it is marked for deletion. You can only retry the Delete operation (or wait for an ongoing one to complete).`,
    ),
  blockedBeforeEndOfLife: () =>
    new AzureError(
      409, // unconfirmed
      'DeleteGalleryImageVersionBlockedBeforeEndOfLife',
      'Deletion of Gallery image version is not allowed because the image is enabled for blockDeletionBeforeEndOfLife and has not reached its end of life date.',
    ),
  conflict: () =>
    // unconfirmed: the text is the one of scale sets
    new AzureError(
      409,
      'Conflict',
      'The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.',
    ),
  operationNotFound: (id: string) => new AzureError(404, 'NotFound', `The entity '${id}' was not found.`), // unconfirmed
  throttled: (group: string, facts: Record<string, unknown>, headers: Record<string, string>) =>
    new AzureError(
      429,
      'OperationNotAllowed',
      'The server rejected the request because too many requests have been received for this subscription.',
      { details: [{ code: 'TooManyRequests', target: group, message: JSON.stringify(facts) }], headers },
    ),
};

/** How an asynchronous operation can fail: the `error` of its body. */
export const operationErrors = {
  generationDiffers: (id: string, source: string, definition: string) => ({
    code: 'Conflict',
    message: `The resource with id '${id}' has a different Hypervisor generation ['${source}'] than the parent gallery image Hypervisor generation ['${definition}'].`,
  }),
  osTypeDiffers: (id: string, source: string, definition: string) => ({
    code: 'Conflict',
    message: `The resource with id '${id}' has a different OS type ['${source}'] than the parent gallery image OS type generation ['${definition}']`,
  }),
  replicationFailed: (failures: { region: string; detail: string }[]) => ({
    code: 'ReplicationJobsFailed', // unconfirmed
    message: `Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: '${failures
      .map(({ region, detail }) => `{region:${region}, detail:${detail}}`)
      .join(
        ', ',
      )}'. If retry does not work, then please do an update by removing the failed regions from the target regions, and then do another update to add them back.`,
  }),
};
