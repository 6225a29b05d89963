import type {
  Gallery,
  ImageDefinition,
  ImageVersion,
  ProvisioningState,
  ReplicatedVersion,
  ResourceGroup,
  SourceResource,
  Tags,
} from '../domain/azureResources';
import type { PublicationError } from '../domain/outcome';
import type { Publication, PublicationState, RoleAssignmentStatus } from '../domain/publication';

/**
 * What the process needs of the world. Ids are full ARM resource ids; `find` answers undefined when nothing is there.
 * Each method may throw an AzureRefusal (Azure's final no) or a Throttled; any other error is a fault to be retried.
 */
export interface Ports {
  readonly resourceGroups: ResourceGroups;
  readonly galleries: Galleries;
  readonly imageDefinitions: ImageDefinitions;
  readonly imageVersions: ImageVersions;
  readonly sources: Sources;
  readonly roleAssignments: RoleAssignments;
  readonly publications: Publications;
}

/** Whether a PUT made the resource (201), or it was there by then (200). */
export type Created = { readonly created: boolean };

export interface ResourceGroups {
  find(id: string): Promise<ResourceGroup | undefined>;
  create(id: string, group: ResourceGroup): Promise<Created>;
  setTags(id: string, tags: Tags): Promise<void>;
}

export interface Galleries {
  find(id: string): Promise<Gallery | undefined>;
  /** Id of a gallery with the same name in another group of the subscription, as far as the identity may look there. */
  findNamesake(id: string): Promise<string | undefined>;
  /** Starts the PUT and returns. */
  create(id: string, gallery: Gallery): Promise<Created>;
  /** Starts the PATCH and returns. */
  update(id: string, change: Pick<Gallery, 'description' | 'tags'>): Promise<void>;
}

export interface ImageDefinitions {
  find(id: string): Promise<ImageDefinition | undefined>;
  /** Starts the PUT (create or update, the whole definition) and returns. */
  put(id: string, definition: ImageDefinition): Promise<Created>;
}

/** What Azure answered to the PUT of a version: where its operation is, and when it wants to be asked. */
export type StartedOperation = Created & { readonly operation?: string; readonly retryAfterSeconds?: number };

export interface ImageVersions {
  find(id: string): Promise<(ImageVersion & { readonly provisioningState?: ProvisioningState }) | undefined>;
  replication(id: string): Promise<ReplicatedVersion | undefined>;
  /** Starts the PUT (create or update, the whole version) and returns. */
  put(id: string, version: ImageVersion): Promise<StartedOperation>;
  /** Azure's reason why an operation failed; undefined when it did not, or is not known any more. */
  failure(id: string, operation: string): Promise<PublicationError | undefined>;
}

export interface Sources {
  find(id: string): Promise<SourceResource | undefined>;
}

export type Principal = { readonly principalId: string; readonly principalType: 'User' | 'Group' | 'ServicePrincipal' };

export interface RoleAssignments {
  /** Assigns Reader at a scope; answers the assignment that is there then, whoever made it. */
  assignReader(scope: string, principal: Principal): Promise<RoleAssignmentStatus>;
  /** The Reader assignments made at exactly this scope; none when it is not there. */
  readersAt(scope: string): Promise<readonly RoleAssignmentStatus[]>;
}

/** One publication as the index holds it. */
export type IndexEntry = {
  readonly publication: Publication;
  /** What was delivered when: ids of queue messages, so that a redelivery is known. */
  readonly deliveries: readonly string[];
  /** The execution that holds the claim on the image version, once there is one. */
  readonly owner?: string;
  /** Ids of the resources that this attempt set out to create, written down before Azure was asked. */
  readonly creations: readonly string[];
  readonly cancelRequested: boolean;
  /** How often the orchestration of this attempt was lost and started again. */
  readonly restarts: number;
  readonly etag: string;
};

export type IndexPage = { readonly entries: readonly IndexEntry[]; readonly next?: string };

/** Our index: one entity per publication. Writes are conditional; a lost race is answered, not thrown. */
export interface Publications {
  find(id: string): Promise<IndexEntry | undefined>;
  /** False when the entry is there already. */
  insert(entry: Omit<IndexEntry, 'etag'>): Promise<boolean>;
  /** False when somebody else wrote since `entry.etag`. */
  replace(entry: IndexEntry): Promise<boolean>;
  page(query: { readonly state?: PublicationState; readonly top: number; readonly after?: string }): Promise<IndexPage>;
}
