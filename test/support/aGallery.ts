import { type AnAzure, subscription } from './anAzure';

export const sources = `${subscription}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute`;
export const groupPath = `${subscription}/resourceGroups/myGalleryRG`;
export const galleryPath = `${groupPath}/providers/Microsoft.Compute/galleries/myGallery`;
export const definitionPath = `${galleryPath}/images/myImageDefinition`;
export const versionPath = `${definitionPath}/versions/1.0.0`;

export const aDefinition = (properties: object = {}) => ({
  location: 'westcentralus',
  properties: {
    osType: 'Linux',
    osState: 'Generalized',
    hyperVGeneration: 'V1',
    identifier: { publisher: 'myPublisher', offer: 'myOffer', sku: 'mySKU' },
    ...properties,
  },
});

export const aVersion = (publishingProfile: object = {}, properties: object = {}) => ({
  location: 'westcentralus',
  properties: {
    publishingProfile: { targetRegions: [{ name: 'westcentralus' }, { name: 'southcentralus' }], ...publishingProfile },
    storageProfile: { source: { id: `${sources}/images/myImage` } },
    ...properties,
  },
});

/** A version of an OS snapshot and a data snapshot. */
export const aDiskVersion = (osDiskImage: object = {}, dataDiskImages: object[] = []) =>
  aVersion(
    {},
    {
      storageProfile: {
        osDiskImage: { source: { id: `${sources}/snapshots/myOsSnapshot` }, ...osDiskImage },
        dataDiskImages,
      },
    },
  );

/** Makes the group and the gallery. */
export const withGallery = async (azure: AnAzure): Promise<AnAzure> => {
  await azure.settled(groupPath, { location: 'westcentralus' });
  await azure.settled(galleryPath, { location: 'westcentralus' });
  return azure;
};

/** Makes the definition, too. */
export const withDefinition = async (azure: AnAzure, definition: object = aDefinition()): Promise<AnAzure> => {
  await withGallery(azure);
  await azure.settled(definitionPath, definition);
  return azure;
};

/** Makes the version, too, and waits for all of it. */
export const withVersion = async (azure: AnAzure, version: object = aVersion()): Promise<AnAzure> => {
  await withDefinition(azure);
  await azure.settled(versionPath, version);
  return azure;
};
