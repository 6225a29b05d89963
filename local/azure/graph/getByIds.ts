import { z } from 'zod';
import { graph } from '../errors';
import { ok, type Reply } from '../shared/Reply';
import { type Call, jsonOf } from '../shared/service';
import { contextOf, units } from './collections';
import type { Directory, PrincipalType } from './Directory';
import { showGroup, showServicePrincipal, showUser } from './show';

const Body = z.object({ ids: z.array(z.string()).max(1000), types: z.array(z.string()).optional() });

/** POST /directoryObjects/getByIds: what exists of the ids, of the types asked for. */
export const getByIds = (call: Call): Reply => {
  const body = Body.safeParse(jsonOf(call));
  if (!body.success) throw graph.invalidIds();
  const { ids, types } = body.data;
  const wanted = types?.map(type => type.toLowerCase());
  const value = ids
    .map(id => directoryObject(call.world.state.directory, id, wanted))
    .filter(found => found !== undefined);
  return { ...ok({ '@odata.context': contextOf(call, 'directoryObjects'), value }), headers: units(3) };
};

const odataNames: Record<PrincipalType, string> = {
  User: 'user',
  Group: 'group',
  ServicePrincipal: 'servicePrincipal',
};

const directoryObject = (directory: Directory, id: string, wanted: string[] | undefined) => {
  const type = directory.typeOf(id);
  if (type === undefined) return undefined;
  const name = odataNames[type];
  if (wanted && !wanted.includes('directoryobject') && !wanted.includes(name.toLowerCase())) return undefined;
  return { '@odata.type': `#microsoft.graph.${name}`, ...showAny(directory, id) };
};

const showAny = (directory: Directory, id: string): object | undefined => {
  const [user, group, principal] = [directory.user(id), directory.group(id), directory.servicePrincipal(id)];
  if (user) return showUser(user);
  if (group) return showGroup(group);
  return principal && showServicePrincipal(principal);
};
