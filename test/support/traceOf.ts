import { publicationId, resourceIds } from '../../domain/ids';
import type { Publication } from '../../domain/publication';
import type { PublishRequest } from '../../domain/publishRequest';
import type { LocalAzureClient } from './localAzure';

/** What a publication left behind: its last word, and everything in Azure; without times and chosen names. */
export const traceOf = async (publication: Publication, request: PublishRequest, azure: LocalAzureClient) => {
  const ids = resourceIds(request);
  const resources = await Promise.all(Object.values(ids).map(id => azure.resource(id)));
  const assignments = await azure.assignmentsAt(ids.gallery);
  const puts = await azure.requests('PUT Microsoft.Compute/galleries/images/versions', ids.gallery);
  const { createdAt: _created, updatedAt: _updated, endedAt: _ended, ...status } = publication;
  return {
    status: anonymous(status, request),
    resources: anonymous(resources, request),
    assignments: anonymous(assignments, request),
    versionPuts: puts.length,
  };
};

export type Trace = Awaited<ReturnType<typeof traceOf>>;

const time = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g;
const guidOfAssignment = /roleAssignments\/[0-9a-f-]{36}/g;
const unique = /"(uniqueName|uniqueId|name)":"[^"]*"/g;

const anonymous = (value: unknown, request: PublishRequest): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(publicationId(request), 'ID')
      .replaceAll(request.gallery.name, 'GALLERY')
      .replace(time, 'TIME')
      .replace(guidOfAssignment, 'roleAssignments/GUID')
      .replace(unique, (found, key) => (key === 'name' ? found : `"${key}":"UNIQUE"`)),
  );
