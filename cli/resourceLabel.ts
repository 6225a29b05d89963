const kinds: Readonly<Record<string, string>> = {
  resourcegroups: 'resource group',
  galleries: 'gallery',
  images: 'image definition',
  versions: 'image version',
};

/** What a person calls a resource: its kind and its name, from its id. */
export const resourceLabel = (id: string): { kind: string; name: string } => {
  const [name = id, type = ''] = id.split('/').reverse();
  return { kind: kinds[type.toLowerCase()] ?? 'resource', name };
};
