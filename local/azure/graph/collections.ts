import { graph } from '../errors';
import { ok, type Reply } from '../shared/Reply';
import type { Call } from '../shared/service';
import type { Directory, Group, ServicePrincipal, User } from './Directory';
import { type Filterable, filterOf } from './filter';
import { showGroup, showServicePrincipal, showUser } from './show';

/** One entity set: how it is listed, filtered and read. */
interface Collection {
  list(call: Call): Reply;
  get(call: Call, id: string): Reply;
}

interface Definition<T> {
  segment: string;
  resource: string;
  all(directory: Directory): T[];
  find(directory: Directory, id: string): T | undefined;
  properties: Filterable<T>;
  show(thing: T): object;
}

const collection = <T>({ segment, resource, all, find, properties, show }: Definition<T>): Collection => ({
  list: call => {
    const filter = call.url.searchParams.get('$filter');
    const advanced = isAdvanced(call);
    if (call.url.searchParams.has('$search')) throw graph.searchNotSupported();
    const test = filter === null ? () => true : filterOf(filter, resource, properties, advanced);
    const value = all(call.world.state.directory).filter(test).map(show);
    const count = advanced && call.url.searchParams.get('$count') === 'true' ? { '@odata.count': value.length } : {};
    return {
      ...ok({ '@odata.context': contextOf(call, segment), ...count, value }),
      headers: units(filter === null ? 1 : 2),
    };
  },
  get: (call, id) => {
    const thing = find(call.world.state.directory, id);
    if (thing === undefined) throw graph.notFound(id);
    return ok({ '@odata.context': contextOf(call, `${segment}/$entity`), ...show(thing) });
  },
});

/** Without this header Graph ignores `$count` and refuses what needs its index. */
const isAdvanced = ({ headers }: Call): boolean => headers.get('consistencylevel')?.toLowerCase() === 'eventual';

/** What a request costs of the directory's budget. */
export const units = (count: number): Record<string, string> => ({ 'x-ms-resource-unit': String(count) });

export const contextOf = ({ url }: Call, what: string): string => `${url.origin}/graph/v1.0/$metadata#${what}`;

const users = collection<User>({
  segment: 'users',
  resource: 'User',
  all: directory => directory.users,
  find: (directory, id) => directory.user(id),
  properties: {
    id: user => [user.id],
    userPrincipalName: user => [user.userPrincipalName],
    mail: user => [user.mail], // unconfirmed without ConsistencyLevel
    displayName: user => [user.displayName],
    otherMails: user => user.otherMails ?? [],
    proxyAddresses: user => (user.mail === undefined ? [] : [`smtp:${user.mail}`]),
  },
  show: showUser,
});

const groups = collection<Group>({
  segment: 'groups',
  resource: 'Group',
  all: directory => directory.groups,
  find: (directory, id) => directory.group(id),
  properties: {
    id: group => [group.id],
    displayName: group => [group.displayName],
    mail: group => [group.mail],
    mailNickname: group => [showGroup(group).mailNickname],
  },
  show: showGroup,
});

const servicePrincipals = collection<ServicePrincipal>({
  segment: 'servicePrincipals',
  resource: 'ServicePrincipal',
  all: directory => directory.servicePrincipals,
  find: (directory, id) => directory.servicePrincipal(id),
  properties: {
    id: principal => [principal.id],
    appId: principal => [principal.appId], // unconfirmed
    displayName: principal => [principal.displayName], // unconfirmed
    servicePrincipalNames: principal => [principal.appId],
  },
  show: showServicePrincipal,
});

export const collections: Record<string, Collection> = { users, groups, serviceprincipals: servicePrincipals };
