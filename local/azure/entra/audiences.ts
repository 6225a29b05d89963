/** The APIs that tokens are issued for. */
type Api = 'resourceManager' | 'graph';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The API that an audience (or a resource, or a scope without `/.default`) means, here or at Azure's own addresses. */
export const apiOf = (audience: string): Api | undefined => {
  if (!URL.canParse(audience)) return undefined;
  const { hostname, pathname } = new URL(audience);
  const path = pathname.replace(/\/+$/, '');
  if (loopback.has(hostname)) return local[path];
  return path === '' ? global[hostname] : undefined;
};

const local: Record<string, Api> = { '': 'resourceManager', '/graph': 'graph' };

const global: Record<string, Api> = {
  'management.azure.com': 'resourceManager',
  'management.core.windows.net': 'resourceManager',
  'graph.microsoft.com': 'graph',
};
