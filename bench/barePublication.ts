import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ComputeManagementClient } from '@azure/arm-compute';
import { ResourceManagementClient } from '@azure/arm-resources';
import { DefaultAzureCredential } from '@azure/identity';
import { roleAssignmentName } from '../domain/ids';
import type { PublishRequest } from '../domain/publishRequest';
import { roleDefinitions } from '../domain/roles';

/** The same publication by the bare SDKs, waited for by tight polling: what Azure's own delays come to. */
export const barePublication = async (request: PublishRequest): Promise<void> => {
  const { subscriptionId, resourceGroup, gallery, imageDefinition, imageVersion, share } = request;
  const credential = new DefaultAzureCredential();
  const endpoint = process.env.VERNISSAGE_ARM_ENDPOINT;
  const scope = 'https://management.azure.com/.default';
  const options = { endpoint, credentials: { scopes: [scope] }, updateIntervalInMs: 20 };
  const compute = new ComputeManagementClient(credential, subscriptionId, options);
  await credential.getToken(scope);

  const startedAt = performance.now();
  const group = resourceGroup.name;
  const { name: definition, ...wanted } = imageDefinition;
  await new ResourceManagementClient(credential, subscriptionId, options).resourceGroups.createOrUpdate(
    group,
    resourceGroup,
  );
  await compute.galleries.createOrUpdate(group, gallery.name, gallery, { updateIntervalInMs: 20 });
  await compute.galleryImages.createOrUpdate(
    group,
    gallery.name,
    definition,
    { ...wanted, endOfLifeDate: undefined },
    { updateIntervalInMs: 20 },
  );
  const path = [group, gallery.name, definition, imageVersion.name] as const;
  const { targetRegions, source, location } = imageVersion;
  await compute.galleryImageVersions
    .createOrUpdate(...path, {
      location,
      storageProfile: 'id' in source ? { source } : source,
      publishingProfile: { targetRegions },
    })
    .submitted();
  for (;;) {
    const { replicationStatus } = await compute.galleryImageVersions.get(...path, { expand: 'ReplicationStatus' });
    if (replicationStatus?.aggregatedState === 'Completed') break;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  await assign(
    request,
    share,
    new AuthorizationManagementClient(credential, subscriptionId, { endpoint, credentialScopes: scope }),
  );
  process.stdout.write(JSON.stringify({ milliseconds: performance.now() - startedAt }));
};

const assign = async (
  { subscriptionId, resourceGroup, gallery }: PublishRequest,
  share: PublishRequest['share'],
  { roleAssignments }: AuthorizationManagementClient,
): Promise<void> => {
  const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}/providers/Microsoft.Compute/galleries/${gallery.name}`;
  const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitions.Reader}`;
  for (const principal of share?.principals ?? []) {
    const name = roleAssignmentName(scope, principal.principalId, roleDefinitionId);
    await roleAssignments.create(scope, name, { roleDefinitionId, ...principal });
  }
};
