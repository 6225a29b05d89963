import type { Sources } from '../activities/ports';
import type { SourceResource } from '../domain/azureResources';
import type { Clients } from './clients';
import { lookUp } from './errors';
import { parseResourceId } from './resourceId';

export const createSources = ({ compute }: Clients): Sources => ({
  find: id => lookUp(id, () => read(id, compute)),
});

const read = async (id: string, compute: Clients['compute']): Promise<SourceResource> => {
  const { subscriptionId, resourceGroup, names, type } = parseResourceId(id);
  const [name = ''] = names;
  const client = compute(subscriptionId);
  if (type === 'microsoft.compute/images') {
    const { location, hyperVGeneration, storageProfile } = await client.images.get(resourceGroup, name);
    return {
      location,
      hyperVGeneration,
      osType: storageProfile?.osDisk?.osType,
      osState: storageProfile?.osDisk?.osState,
    };
  }
  const disks = type === 'microsoft.compute/snapshots' ? client.snapshots : client.disks;
  const { location, osType, hyperVGeneration, supportedCapabilities } = await disks.get(resourceGroup, name);
  // A data disk has no operating system, and what it says of a generation does not matter.
  return osType
    ? { location, osType, hyperVGeneration, architecture: supportedCapabilities?.architecture }
    : { location };
};
