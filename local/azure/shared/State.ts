import type { RoleAssignment } from '../authorization/RoleAssignment';
import type { Definition, Disk, Gallery, ManagedImage, Version } from '../compute/resources';
import type { Directory } from '../graph/Directory';
import type { Resource } from './Resource';
import { Store } from './Store';

export interface Subscription {
  subscriptionId: string;
  displayName: string;
  tenantId: string;
}

export type ResourceGroup = Resource<{ provisioningState: 'Succeeded' | 'Deleting' }>;

/** Everything that the local Azure remembers; made from a seed, made again by a reset. */
export class State {
  readonly subscriptions = new Map<string, Subscription>();
  readonly groups = new Store<ResourceGroup>();
  readonly galleries = new Store<Gallery>();
  readonly definitions = new Store<Definition>();
  readonly versions = new Store<Version>();
  readonly images = new Store<ManagedImage>();
  readonly disks = new Store<Disk>();
  readonly assignments = new Store<RoleAssignment>();
  /** Children that are gone, but that the parent still sees until the moment given. */
  readonly staleChildren = new Map<string, number>();

  constructor(
    readonly tenantId: string,
    readonly directory: Directory,
  ) {}

  /** Every top-level store whose things live in resource groups. */
  get resources(): Store<Resource>[] {
    return [this.galleries, this.definitions, this.versions, this.images, this.disks];
  }

  find(id: string): Resource | undefined {
    return this.groups.get(id) ?? this.resources.map(store => store.get(id)).find(resource => resource !== undefined);
  }

  /** Removes a thing, everything below it and the role assignments there. */
  remove(id: string): void {
    for (const store of [this.groups, ...this.resources, this.assignments]) {
      for (const below of store.under(id)) store.delete(below.id);
      store.delete(id);
    }
  }
}
