import { publicationId, resourceIds } from '../../domain/ids';
import type { Publication } from '../../domain/publication';
import type { PublishRequest } from '../../domain/publishRequest';
import { roleDefinitions } from '../../domain/roles';
import type { LocalAzureClient } from './localAzure';

/** Expects that a request was published in full: in the words of its publication, and in Azure. */
export const expectPublished = async (
  publication: Publication,
  request: PublishRequest,
  azure: LocalAzureClient,
): Promise<void> => {
  const ids = resourceIds(request);
  expect(publication).toMatchObject({ id: publicationId(request), state: 'published', step: 'done' });
  expect(publication).not.toHaveProperty('error');
  expect(publication.resources.map(({ id }) => id)).toEqual(Object.values(ids));
  expect(publication.regions).toEqual(
    request.imageVersion.targetRegions.map(({ name }) => ({ name, state: 'Completed', progress: 100, details: '' })),
  );
  await expectVersion(request, azure);
  await expectShared(publication, request, azure);
};

const expectVersion = async (request: PublishRequest, azure: LocalAzureClient): Promise<void> => {
  const { resourceGroup, gallery, imageDefinition, imageVersion } = resourceIds(request);
  for (const id of [resourceGroup, gallery, imageDefinition]) {
    expect(await azure.resource(id)).toMatchObject({ id, properties: { provisioningState: 'Succeeded' } });
  }
  const targets = request.imageVersion.targetRegions.map(({ name }) => expect.objectContaining({ name: shown(name) }));
  expect(await azure.resource(imageVersion)).toMatchObject({
    properties: { provisioningState: 'Succeeded', publishingProfile: { targetRegions: targets } },
  });
};

const expectShared = async (publication: Publication, request: PublishRequest, azure: LocalAzureClient) => {
  const { share } = request;
  if (!share) return;
  const scope = resourceIds(request)[share.scope];
  const assigned = await azure.assignmentsAt(scope);
  expect(
    assigned.map(({ principalId, roleDefinitionId }) => [principalId, roleDefinitionId.split('/').at(-1)]),
  ).toEqual(share.principals.map(({ principalId }) => [principalId, roleDefinitions[share.role]]));
  expect(publication.roleAssignments).toEqual(
    assigned.map(({ id, principalId }) => ({ id, principalId, scope, role: share.role })),
  );
};

/** Azure shows regions as people read them. */
const shown = (region: string): string | undefined =>
  ({ westcentralus: 'West Central US', southcentralus: 'South Central US', eastus: 'East US' })[region];
