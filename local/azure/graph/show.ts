import type { Group, ServicePrincipal, User } from './Directory';

/** Graph writes null where it knows nothing. */
export const showUser = (user: User) => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName ?? null,
  jobTitle: null,
  mail: user.mail ?? null,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: user.surname ?? null,
  userPrincipalName: user.userPrincipalName,
  id: user.id,
});

export const showGroup = (group: Group) => ({
  id: group.id,
  deletedDateTime: null,
  description: null,
  displayName: group.displayName,
  groupTypes: [],
  mail: group.mail ?? null,
  mailEnabled: group.mailEnabled ?? false,
  mailNickname: group.mailNickname ?? group.displayName.replaceAll(' ', ''),
  securityEnabled: group.securityEnabled ?? true,
  visibility: null,
});

export const showServicePrincipal = (principal: ServicePrincipal) => ({
  id: principal.id,
  deletedDateTime: null,
  accountEnabled: true,
  appId: principal.appId,
  displayName: principal.displayName,
  servicePrincipalNames: [principal.appId],
  servicePrincipalType: principal.servicePrincipalType ?? 'Application',
});
