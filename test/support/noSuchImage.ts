/** A well-formed id of a managed image that does not exist. */
export const noSuchImage =
  '/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/myImageBuildRG/providers/Microsoft.Compute/images/noSuchImage';
