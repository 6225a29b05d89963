import { list } from '../shared/Reply';
import type { Resource } from '../shared/Resource';
import type { ArmCall, ResourceType } from './ResourceType';
import { resourcesVersions } from './versions';

/** Everything tracked in a subscription or group, of every type. */
export const resourceList: ResourceType = {
  type: 'Microsoft.Resources/resources',
  apiVersions: resourcesVersions,
  actionType: 'Microsoft.Resources/subscriptions/resources',
  handlers: { LIST: call => list(inScope(call).filter(ofType(call)).map(show)) },
};

const inScope = ({ world, path }: ArmCall): Resource[] => {
  const scope = path.scope.slice(0, path.scope.lastIndexOf('/'));
  return world.state.resources.flatMap(store => store.under(scope));
};

/** The filter that people use most: resourceType eq 'Microsoft.Compute/galleries'. */
const ofType = ({ url }: ArmCall) => {
  const wanted = /^\s*resourceType\s+eq\s+'([^']*)'\s*$/i.exec(url.searchParams.get('$filter') ?? '')?.[1];
  return ({ type }: Resource): boolean => wanted === undefined || type.toLowerCase() === wanted.toLowerCase();
};

const show = ({ id, name, type, location, tags }: Resource) => ({ id, name, type, location, tags });
