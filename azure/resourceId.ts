/** The parts of an ARM resource id that an SDK call takes. */
interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** The names below the resource group, outermost first: gallery, image definition, image version. */
  readonly names: readonly string[];
  /** Provider and types, lower case: "microsoft.compute/galleries/images". Empty for a resource group. */
  readonly type: string;
}

/** Reads `/subscriptions/S/resourceGroups/G[/providers/NAMESPACE/TYPE/NAME…]`. Throws on anything else: ids are ours. */
export const parseResourceId = (id: string): ResourceId => {
  const [, subscriptionId, resourceGroup, namespace, rest = ''] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)(?:\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+))?$/i.exec(id) ?? [];
  if (!subscriptionId || !resourceGroup) throw new Error(`Not an ARM resource id: ${id}`);
  const pairs = rest.split('/').slice(1);
  const names = pairs.filter((_, n) => n % 2 === 1);
  const types = pairs.filter((_, n) => n % 2 === 0);
  return { subscriptionId, resourceGroup, names, type: [namespace, ...types].filter(Boolean).join('/').toLowerCase() };
};
