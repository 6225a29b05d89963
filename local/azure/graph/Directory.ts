/** The kinds of principal that can be given a role. */
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

export interface User {
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail?: string;
  givenName?: string;
  surname?: string;
  otherMails?: string[];
  userType?: 'Member' | 'Guest';
}

export interface Group {
  id: string;
  displayName: string;
  mail?: string;
  mailNickname?: string;
  mailEnabled?: boolean;
  securityEnabled?: boolean;
  members?: string[];
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  servicePrincipalType?: 'Application' | 'ManagedIdentity';
  /** Secrets of the application behind it. */
  secrets?: string[];
  /** Application permissions in Graph, like Directory.Read.All. */
  graphRoles?: string[];
}

/** The people, groups and applications of the tenant. */
export class Directory {
  constructor(
    readonly users: User[],
    readonly groups: Group[],
    readonly servicePrincipals: ServicePrincipal[],
  ) {}

  user(id: string): User | undefined {
    return this.users.find(user => same(user.id, id) || same(user.userPrincipalName, id));
  }

  group(id: string): Group | undefined {
    return this.groups.find(group => same(group.id, id));
  }

  servicePrincipal(id: string): ServicePrincipal | undefined {
    return this.servicePrincipals.find(principal => same(principal.id, id));
  }

  application(appId: string): ServicePrincipal | undefined {
    return this.servicePrincipals.find(principal => same(principal.appId, appId));
  }

  get managedIdentity(): ServicePrincipal | undefined {
    return this.servicePrincipals.find(principal => principal.servicePrincipalType === 'ManagedIdentity');
  }

  typeOf(id: string): PrincipalType | undefined {
    if (this.users.some(user => same(user.id, id))) return 'User';
    if (this.group(id)) return 'Group';
    return this.servicePrincipal(id) && 'ServicePrincipal';
  }

  /** The principal itself and every group it is in, directly or through groups. */
  identitiesOf(id: string): Set<string> {
    const found = new Set([id.toLowerCase()]);
    for (const member of found) {
      for (const group of this.groups) {
        if (group.members?.some(one => same(one, member))) found.add(group.id.toLowerCase());
      }
    }
    return found;
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
