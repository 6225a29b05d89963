import { z } from 'zod';
import { computeId, flag, guid, list, matching, moment, object, oneOf, tags, text, wholeNumber } from './fields';

const region = () =>
  matching(/^(?=.{1,64}$)[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/, 'an Azure region, as "eastus2" or as "East US 2"').describe(
    'An Azure region; "East US 2" and "eastus2" are the same.',
  );

const int32 =
  '(?:0|[1-9][0-9]{0,8}|1[0-9]{9}|20[0-9]{8}|21[0-3][0-9]{7}|214[0-6][0-9]{6}|2147[0-3][0-9]{5}|21474[0-7][0-9]{4}' +
  '|214748[0-2][0-9]{3}|2147483[0-5][0-9]{2}|21474836[0-3][0-9]|214748364[0-7])';

const version = () =>
  matching(
    new RegExp(`^${int32}\\.${int32}\\.${int32}$`),
    'Major.Minor.Patch, such as 1.0.0: three whole numbers from 0 to 2147483647 without leading zeros',
  );

const identifierPart = (longest: number) =>
  matching(
    new RegExp(`^[A-Za-z0-9._-]{0,${longest - 1}}[A-Za-z0-9_-]$`),
    `1 to ${longest} letters, digits, dashes, periods and underscores, not ending in a period`,
  );

const web = () =>
  matching(/^(?=.{1,2048}$)https?:\/\/\S+$/, 'a web address (http or https) of at most 2048 characters');

const range = (most: number, what: string) =>
  object({
    min: wholeNumber(1, most).describe(`The fewest ${what}.`).optional(),
    max: wholeNumber(1, most).describe(`The most ${what}.`).optional(),
  });

const storageAccountType = () => oneOf('Standard_LRS', 'Standard_ZRS', 'Premium_LRS', 'PremiumV2_LRS');

const hostCaching = () => oneOf('None', 'ReadOnly', 'ReadWrite');

const resourceGroup = object({
  name: matching(
    /^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$/,
    '1 to 90 letters, digits, underscores, dashes, periods and parentheses, not ending in a period',
  ).describe('Name of the resource group that holds the gallery.'),
  location: region().describe('Region of the resource group, used when it is created.'),
  tags: tags().describe('Tags put on the resource group.').optional(),
}).describe('The resource group of the gallery; created when it is missing.');

const gallery = object({
  name: matching(
    /^[A-Za-z0-9](?:[A-Za-z0-9_.]{0,78}[A-Za-z0-9])?$/,
    '1 to 80 letters, digits, underscores and periods, starting and ending with a letter or digit; no dashes',
  ).describe('Name of the gallery, unique in the subscription. Azure allows no dashes here.'),
  location: region().describe('Region of the gallery itself, used when it is created.'),
  description: text(2048).describe('What the gallery is for.').optional(),
  tags: tags().describe('Tags put on the gallery.').optional(),
}).describe('The Azure Compute Gallery; created when it is missing.');

const identifier = object({
  publisher: identifierPart(128).describe('Publisher of the image.'),
  offer: identifierPart(64).describe('Offer of the image.'),
  sku: identifierPart(64).describe('SKU of the image.'),
}).describe('Publisher, offer and SKU: unique within the gallery.');

const feature = object({
  name: text(80).describe('Name of the feature, such as SecurityType or IsAcceleratedNetworkSupported.'),
  value: text(256).describe('Value of the feature, such as TrustedLaunch.'),
  startsAtVersion: version().describe('First image version that has the feature.').optional(),
});

const imageDefinition = object({
  name: matching(
    /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?$/,
    '1 to 80 letters, digits, underscores, dashes and periods, starting and ending with a letter or digit',
  ).describe('Name of the image definition.'),
  location: region().describe('Region of the image definition itself, used when it is created.'),
  osType: oneOf('Linux', 'Windows').describe('Operating system of the image.'),
  osState: oneOf('Generalized', 'Specialized').describe('Whether machine-specific information was removed.'),
  hyperVGeneration: oneOf('V1', 'V2').describe('Hyper-V generation of the virtual machines.'),
  architecture: oneOf('x64', 'Arm64').default('x64').describe('Processor architecture; Arm64 needs generation V2.'),
  identifier,
  description: text(2048).describe('What the image is.').optional(),
  eula: text(4096).describe('Licence agreement, as text or as an address.').optional(),
  privacyStatementUri: web().describe('Address of the privacy statement.').optional(),
  releaseNoteUri: web().describe('Address of the release notes.').optional(),
  endOfLifeDate: moment().describe('When the whole image definition should no longer be used.').optional(),
  recommended: object({
    vCPUs: range(10_000, 'virtual processors').describe('Recommended number of virtual processors.').optional(),
    memory: range(1_000_000, 'gigabytes of memory').describe('Recommended memory, in gigabytes.').optional(),
  })
    .describe('Recommended size of virtual machines.')
    .optional(),
  disallowed: object({
    diskTypes: list(matching(/^[A-Za-z0-9_]{1,64}$/, 'a disk type, such as Standard_LRS'), 0, 20)
      .meta({ uniqueItems: true })
      .describe('Disk types that must not be used.')
      .optional(),
  })
    .describe('What virtual machines of this image must not use.')
    .optional(),
  purchasePlan: object({
    name: text(128).describe('Name of the plan.'),
    publisher: text(128).describe('Publisher of the plan.').optional(),
    product: text(128).describe('Product of the plan.').optional(),
  })
    .describe('Marketplace plan of the image.')
    .optional(),
  features: list(feature, 0, 50).describe('Features of the image.').optional(),
  allowUpdateImage: flag().describe('Whether Azure lets the features of the definition be updated.').optional(),
  tags: tags().describe('Tags put on the image definition.').optional(),
}).describe('The image definition; created when it is missing.');

const managedImageSource = object({
  id: computeId('images').describe('Resource id of a managed image; it must be generalized.'),
}).describe('One managed image.');

const disk = () => ({
  source: object({
    id: computeId('snapshots', 'disks').describe('Resource id of a snapshot or a managed disk.'),
  }).describe('What the disk is made from.'),
  hostCaching: hostCaching().describe('Host caching of the disk.').optional(),
});

const diskSource = object({
  osDiskImage: object(disk()).describe('The disk with the operating system.'),
  dataDiskImages: list(
    object({ lun: wholeNumber(0, 63).describe('Logical unit number, unique among the data disks.'), ...disk() }),
    0,
    64,
  )
    .describe('The data disks.')
    .optional(),
}).describe('Snapshots or managed disks.');

const targetRegion = object({
  name: region(),
  regionalReplicaCount: wholeNumber(1, 100).describe('Replicas in this region; by default replicaCount.').optional(),
  storageAccountType: storageAccountType()
    .describe('Storage in this region; by default that of the version.')
    .optional(),
  excludeFromLatest: flag().describe('Whether "latest" passes over the version in this region.').optional(),
});

const imageVersion = object({
  name: version().describe('Major.Minor.Patch.'),
  location: region().describe('Region of the version itself and of its source; one of the target regions.'),
  source: z
    .union([managedImageSource, diskSource], {
      error: 'an object with either id, for a managed image, or osDiskImage and dataDiskImages, not both',
    })
    .describe("What the version is made from, in the shape of Azure's storageProfile."),
  targetRegions: list(targetRegion, 1, 100).describe('Where the version is replicated to, each region once.'),
  replicaCount: wholeNumber(1, 100).default(1).describe('Replicas in each region that does not say otherwise.'),
  storageAccountType: storageAccountType().default('Standard_LRS').describe('Storage of the replicas.'),
  excludeFromLatest: flag().default(false).describe('Whether "latest" passes over this version.'),
  endOfLifeDate: moment().describe('When the version should no longer be used.').optional(),
  tags: tags().describe('Tags put on the image version.').optional(),
}).describe('The image version that is published.');

const principal = object({
  principalId: guid().describe('Object id in Microsoft Entra.'),
  principalType: oneOf('User', 'Group', 'ServicePrincipal').describe('What the object is.'),
});

const share = object({
  principals: list(principal, 1, 200).describe('Who is given the role, each once.'),
  role: oneOf('Reader').default('Reader').describe('The role that is given.'),
  scope: oneOf('gallery', 'resourceGroup')
    .default('gallery')
    .describe('Where the role is given; the gallery is what Azure advises.'),
}).describe('With whom the gallery is shared; nobody when left out.');

/** What to publish, from which source, to which regions, for whom: the one schema of a publish request, version 1. */
export const PublishRequest = object({
  $schema: text(2048).describe('Address of this schema, for editors; not part of the request.').optional(),
  apiVersion: oneOf('v1').describe('Version of this format.'),
  subscriptionId: guid().describe('Subscription of the gallery.'),
  resourceGroup,
  gallery,
  imageDefinition,
  imageVersion,
  share: share.optional(),
}).transform(({ $schema: _, ...request }) => request);

export type PublishRequest = z.infer<typeof PublishRequest>;
