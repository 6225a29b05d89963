import type { Ports, StartedOperation } from '../../activities/ports';
import type {
  Gallery,
  ImageDefinition,
  ImageVersion,
  ReplicatedVersion,
  ResourceGroup,
  SourceResource,
} from '../../domain/azureResources';
import type { PublicationError } from '../../domain/outcome';
import type { RoleAssignmentStatus } from '../../domain/publication';
import { regionKey } from '../../domain/regions';

/** A port over a Map that a test can look into and change; `writes` are the calls that Azure would count as such. */
const store = <T>(initial: Readonly<Record<string, T>>) => ({
  held: new Map<string, T>(Object.entries(initial)),
  writes: [] as { readonly id: string; readonly written: unknown }[],
});

export const fakeResourceGroups = (initial: Readonly<Record<string, ResourceGroup>> = {}) => {
  const { held, writes } = store(initial);
  const port: Ports['resourceGroups'] = {
    find: async id => held.get(id),
    create: async (id, group) => {
      const created = !held.has(id);
      writes.push({ id, written: group });
      held.set(id, group);
      return { created };
    },
    setTags: async (id, tags) => {
      writes.push({ id, written: { tags } });
      held.set(id, { location: 'nowhere', ...held.get(id), tags });
    },
  };
  return { held, writes, port };
};

/** Works on a write until the test says `settle()`, as Azure does for seconds. */
export const fakeGalleries = (initial: Readonly<Record<string, Gallery>> = {}, namesake?: string) => {
  const { held, writes } = store(initial);
  const port: Ports['galleries'] = {
    find: async id => held.get(id),
    findNamesake: async () => namesake,
    create: async (id, gallery) => {
      const created = !held.has(id);
      writes.push({ id, written: gallery });
      held.set(id, { ...gallery, provisioningState: 'Creating' });
      return { created };
    },
    update: async (id, change) => {
      writes.push({ id, written: change });
      held.set(id, { location: 'nowhere', ...held.get(id), ...change, provisioningState: 'Updating' });
    },
  };
  return { held, writes, port, settle: () => settled(held) };
};

export const fakeImageDefinitions = (initial: Readonly<Record<string, ImageDefinition>> = {}) => {
  const { held, writes } = store(initial);
  const port: Ports['imageDefinitions'] = {
    find: async id => held.get(id),
    put: async (id, definition) => {
      const created = !held.has(id);
      writes.push({ id, written: definition });
      held.set(id, { ...definition, provisioningState: 'Creating' });
      return { created };
    },
  };
  return { held, writes, port, settle: () => settled(held) };
};

const settled = <T extends object>(held: Map<string, T>): void => {
  for (const [id, one] of held) held.set(id, { ...one, provisioningState: 'Succeeded' });
};

const started: Omit<StartedOperation, 'created'> = { operation: 'https://azure/operation', retryAfterSeconds: 60 };

export const fakeImageVersions = (
  initial: Readonly<Record<string, ReplicatedVersion>> = {},
  failure?: PublicationError,
) => {
  const { held, writes } = store(initial);
  const port: Ports['imageVersions'] = {
    find: async id => held.get(id),
    replication: async id => held.get(id),
    put: async (id, version) => {
      const created = !held.has(id);
      writes.push({ id, written: version });
      held.set(id, { ...version, provisioningState: 'Creating', replication: [] });
      return { ...started, created };
    },
    failure: async () => failure,
  };
  return { held, writes, port, settle: () => settled(held) };
};

export const fakeSources = (initial: Readonly<Record<string, SourceResource>> = {}): Ports['sources'] => {
  const held = new Map(Object.entries(initial));
  return { find: async id => held.get(id) };
};

export const fakeRoleAssignments = () => {
  const held = new Map<string, RoleAssignmentStatus>();
  const port: Ports['roleAssignments'] = {
    assignReader: async (scope, { principalId }) => {
      const known = held.get(`${scope} ${principalId}`);
      const assignment = known ?? { id: `${scope}/assignment${held.size}`, principalId, scope, role: 'Reader' };
      held.set(`${scope} ${principalId}`, assignment);
      return assignment;
    },
    readersAt: async scope => [...held.values()].filter(assignment => assignment.scope === scope),
  };
  return { held, port };
};

/** An image version as Azure has it after a publication of the default request; replicated everywhere. */
export const anImageVersion = (overrides: Partial<ReplicatedVersion> = {}): ReplicatedVersion => {
  const targetRegions = overrides.targetRegions ?? [aTargetRegion('westcentralus'), aTargetRegion('southcentralus')];
  return {
    location: 'westcentralus',
    source: {
      id: '/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/images/myImage',
    },
    targetRegions,
    replicaCount: 1,
    storageAccountType: 'Standard_LRS',
    excludeFromLatest: false,
    endOfLifeDate: '2027-06-30T00:00:00.000Z',
    allowDeletionOfReplicatedLocations: false,
    blockDeletionBeforeEndOfLife: false,
    provisioningState: 'Succeeded',
    replication: targetRegions.map(({ name }) => ({
      region: regionKey(name),
      state: 'Completed',
      progress: 100,
      details: '',
    })),
    ...overrides,
  };
};

export const aTargetRegion = (name: string): ImageVersion['targetRegions'][number] => ({
  name,
  regionalReplicaCount: 1,
  storageAccountType: 'Standard_LRS',
  excludeFromLatest: false,
});
