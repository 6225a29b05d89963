import { gallery as errors, operationErrors } from '../errors';
import type { ArmCall, ResourceType } from '../resources/ResourceType';
import type { AsyncOperation } from '../shared/Operations';
import { ok, type Reply } from '../shared/Reply';
import type { Resource } from '../shared/Resource';
import { accepted, startOperation } from './asyncOperation';
import { pastDate } from './endOfLife';
import { galleryVersions, windows } from './limits';
import { merge } from './merge';
import { checkVersionName } from './names';
import { jsonBody, parseBody } from './parseBody';
import {
  checkPlace,
  endDeletion,
  existing,
  identity,
  page,
  parentOf,
  refuseWhileBusy,
  refuseWhileDeleting,
  settled,
  visible,
} from './provider';
import { failuresOf } from './replication';
import type { Definition, Version } from './resources';
import { runsOf } from './runs';
import { showVersion } from './showVersion';
import { checkSource } from './sources';
import { checkEndOfLife, checkVersion, refuseOtherSource, withDefaults } from './versionRules';
import { VersionBody, type VersionProperties } from './versionSchema';

const type = 'Microsoft.Compute/galleries/images/versions';
const updateMs = 150_000;
const deleteMs = 90_000;
const retryAfter = 60;

/** Image versions: the copies of an image in its regions. */
export const versions: ResourceType = {
  type,
  apiVersions: galleryVersions,
  pretty: true,
  limits: {
    PUT: windows('CreateUpdateGalleryImageVersion', 375, 1200),
    PATCH: windows('CreateUpdateGalleryImageVersion', 375, 1200),
    GET: windows('GetGalleryImageVersion', 2000, 10000),
    DELETE: windows('DeleteGalleryImageVersion', 150, 1000),
  },
  handlers: {
    PUT: call => put(call, jsonBody(call)),
    PATCH: call => put(call, merge(show(call, existing(call, call.world.state.versions)), jsonBody(call))),
    GET: call => ok(show(call, existing(call, call.world.state.versions))),
    LIST: call => {
      const definition = parentOf(call, call.world.state.definitions);
      const all = call.world.state.versions.under(definition.id).filter(one => visible(call.world, one));
      return page(
        call,
        all.map(version => show(call, version)),
      );
    },
    DELETE: remove,
  },
  ended: (world, operation) => {
    if (operation.verb === 'delete') return endDeletion(world, operation);
    settled(world.state.versions, operation);
  },
};

function put(call: ArmCall, json: unknown): Reply {
  const { state } = call.world;
  const definition = parentOf(call, state.definitions);
  checkVersionName(call.path.name);
  refuseWhileDeleting(call, definition);
  const body = parseBody(VersionBody, json, 'galleryImageVersion');
  const known = state.versions.get(call.path.id);
  const location = checkPlace(call, known, body.location);
  if (known) refuseWhileBusy(call, known);
  check(call, body.properties, location, known);
  const publishingProfile = withDefaults(body.properties.publishingProfile, location);
  const wanted = {
    ...identity(call, type, known, definition),
    location,
    tags: body.tags,
    properties: { ...body.properties, publishingProfile },
  };
  return known ? update(call, known, wanted, definition) : create(call, wanted, definition);
}

type Wanted = Resource<VersionProperties>;

const check = (call: ArmCall, properties: VersionProperties, location: string, known: Version | undefined): void => {
  checkVersion(properties, location);
  checkEndOfLife(properties.publishingProfile, known?.properties.publishingProfile, call.world.clock.now());
  if (known) refuseOtherSource(known, properties);
};

/** A mismatch with the definition fails the operation in the second it started. */
const create = (call: ArmCall, wanted: Wanted, definition: Definition): Reply => {
  const { state, clock } = call.world;
  const { storageProfile } = wanted.properties;
  const { sizes, osCaching, failure } = checkSource(state, storageProfile, definition, wanted.location);
  const version = withRuns(call, {
    ...wanted,
    publishedAt: clock.now(),
    sizes,
    runs: [],
    properties: {
      ...wanted.properties,
      storageProfile: storageProfile.source
        ? { ...storageProfile, osDiskImage: { hostCaching: osCaching } }
        : storageProfile,
      provisioningState: 'Creating',
    },
  });
  return start(call, failure ? { ...version, runs: [] } : version, { verb: 'create', lastsMs: 0, error: failure });
};

/** What failed for its source fails again for it. */
const update = (call: ArmCall, known: Version, wanted: Wanted, definition: Definition): Reply => {
  const { storageProfile, provisioningState } = known.properties;
  const failed = provisioningState === 'Failed';
  const failure = failed
    ? checkSource(call.world.state, storageProfile, definition, known.location).failure
    : undefined;
  const properties = { ...wanted.properties, storageProfile, provisioningState: 'Updating' as const };
  const version = failure
    ? { ...known, ...wanted, properties }
    : withRuns(call, { ...known, ...wanted, properties }, known);
  return start(call, version, { verb: 'update', lastsMs: failure ? 0 : updateMs, error: failure });
};

const withRuns = (call: ArmCall, version: Version, before?: Version): Version => ({
  ...version,
  runs: runsOf(call, version, before),
});

/** The operation ends with the last region. */
const start = (
  call: ArmCall,
  version: Version,
  options: Pick<AsyncOperation, 'verb' | 'error'> & { lastsMs: number },
): Reply => {
  call.world.state.versions.set(version);
  const error = options.error ?? replicationError(version);
  const operation = startOperation(call, version, { ...options, retryAfter, error });
  operation.endsAt = Math.max(operation.endsAt, lastEnd(version));
  return accepted(call, operation, { status: options.verb === 'create' ? 201 : 200, body: show(call, version) });
};

const lastEnd = ({ runs }: Version): number => Math.max(0, ...runs.map(({ endsAt }) => endsAt));

const replicationError = ({ runs }: Version) => {
  const failures = failuresOf(runs);
  return failures.length === 0 ? undefined : operationErrors.replicationFailed(failures);
};

function remove(call: ArmCall): Reply {
  const { state, operations, clock } = call.world;
  const version = state.versions.get(call.path.id);
  if (!version) return { status: 204 }; // unconfirmed: seen for other types only
  const running = operations.running(version.id);
  if (running?.verb === 'delete') return accepted(call, running, { status: 202, location: true });
  if (running) throw errors.conflict(); // unconfirmed: whether a version can be deleted while it is written
  const { safetyProfile, publishingProfile } = version.properties;
  const living = !pastDate(publishingProfile.endOfLifeDate, clock.now());
  if (safetyProfile?.blockDeletionBeforeEndOfLife && living) throw errors.blockedBeforeEndOfLife();
  state.versions.set({ ...version, properties: { ...version.properties, provisioningState: 'Deleting' } });
  const operation = startOperation(call, version, { verb: 'delete', lastsMs: deleteMs, retryAfter });
  return accepted(call, operation, { status: 202, location: true });
}

const show = ({ world, apiVersion, url }: ArmCall, version: Version) =>
  showVersion(version, { apiVersion, now: world.clock.now(), expand: url.searchParams.get('$expand') ?? '' });
