import { z } from 'zod';

const group = z.strictObject({
  name: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string()).optional(),
});

const image = z.strictObject({
  resourceGroup: z.string(),
  name: z.string(),
  location: z.string(),
  osType: z.enum(['Linux', 'Windows']),
  osState: z.enum(['Generalized', 'Specialized']).default('Generalized'),
  hyperVGeneration: z.enum(['V1', 'V2']).default('V1'),
  sizeGB: z.int().positive().default(30),
});

const disk = z.strictObject({
  resourceGroup: z.string(),
  name: z.string(),
  location: z.string(),
  kind: z.enum(['disk', 'snapshot']),
  /** None for a data disk. */
  osType: z.enum(['Linux', 'Windows']).optional(),
  hyperVGeneration: z.enum(['V1', 'V2']).optional(),
  sizeGB: z.int().positive().default(30),
});

const user = z.strictObject({
  id: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  mail: z.string().optional(),
  givenName: z.string().optional(),
  surname: z.string().optional(),
  otherMails: z.array(z.string()).optional(),
  userType: z.enum(['Member', 'Guest']).optional(),
});

const directoryGroup = z.strictObject({
  id: z.guid(),
  displayName: z.string(),
  mail: z.string().optional(),
  mailNickname: z.string().optional(),
  mailEnabled: z.boolean().optional(),
  securityEnabled: z.boolean().optional(),
  /** Object ids of users, groups and service principals. */
  members: z.array(z.guid()).optional(),
});

const servicePrincipal = z.strictObject({
  id: z.guid(),
  appId: z.guid(),
  displayName: z.string(),
  servicePrincipalType: z.enum(['Application', 'ManagedIdentity']).optional(),
  /** With one, the client-credentials grant works. */
  secrets: z.array(z.string()).optional(),
  graphRoles: z.array(z.string()).optional(),
});

const roleAssignment = z.strictObject({
  principalId: z.guid(),
  /** Its name, like Owner. */
  role: z.string(),
  /** An ARM id; the whole subscription by default. */
  scope: z.string().optional(),
});

const Seed = z.strictObject({
  tenantId: z.guid(),
  subscriptionId: z.guid(),
  resourceGroups: z.array(group),
  images: z.array(image),
  disks: z.array(disk),
  users: z.array(user),
  groups: z.array(directoryGroup),
  servicePrincipals: z.array(servicePrincipal),
  roleAssignments: z.array(roleAssignment),
});
/** What exists at the start. */
export type Seed = z.infer<typeof Seed>;

/** A seed file: lists add to the default seed, an entry with the same id or place replaces its entry. */
export const PartialSeedFile = Seed.partial();
export type PartialSeed = z.infer<typeof PartialSeedFile>;

export const mergeSeeds = (base: Seed, more: PartialSeed): Seed => ({
  tenantId: more.tenantId ?? base.tenantId,
  subscriptionId: more.subscriptionId ?? base.subscriptionId,
  resourceGroups: merged(base.resourceGroups, more.resourceGroups, ({ name }) => name),
  images: merged(base.images, more.images, ({ resourceGroup, name }) => `${resourceGroup}/${name}`),
  disks: merged(base.disks, more.disks, ({ resourceGroup, kind, name }) => `${resourceGroup}/${kind}/${name}`),
  users: merged(base.users, more.users, ({ id }) => id),
  groups: merged(base.groups, more.groups, ({ id }) => id),
  servicePrincipals: merged(base.servicePrincipals, more.servicePrincipals, ({ id }) => id),
  roleAssignments: [...base.roleAssignments, ...(more.roleAssignments ?? [])],
});

const merged = <T>(base: T[], more: T[] | undefined, keyOf: (item: T) => string): T[] => [
  ...new Map([...base, ...(more ?? [])].map(item => [keyOf(item).toLowerCase(), item])).values(),
];

const graphRoles = ['Directory.Read.All', 'User.Invite.All'];
const west = 'westcentralus';
const sources = { resourceGroup: 'myImageBuildRG', location: west };

/** What exists when nobody says otherwise: sources to publish, people to share with, identities to work as. */
export const defaultSeed = (): Seed =>
  Seed.parse({
    tenantId: '72f988bf-0000-4000-8000-00000000aa01',
    subscriptionId: '5ab00000-0000-4000-8000-000000000001',
    resourceGroups: [{ name: 'myImageBuildRG', location: west }],
    images: [
      { ...sources, name: 'myImage', osType: 'Linux' },
      { ...sources, name: 'myWindowsGen2Image', osType: 'Windows', hyperVGeneration: 'V2', sizeGB: 127 },
      { ...sources, name: 'myImageEast', location: 'eastus', osType: 'Linux' },
    ],
    disks: [
      { ...sources, name: 'myOsSnapshot', kind: 'snapshot', osType: 'Linux', hyperVGeneration: 'V1' },
      { ...sources, name: 'myDataSnapshot', kind: 'snapshot', sizeGB: 32 },
      { ...sources, name: 'myOsDisk', kind: 'disk', osType: 'Linux', hyperVGeneration: 'V1' },
      { ...sources, name: 'myDataDisk', kind: 'disk', sizeGB: 32 },
    ],
    users: [
      person('a0000000-0000-4000-8000-000000000001', 'Ada', 'Adams'),
      person('a0000000-0000-4000-8000-000000000002', 'Bob', 'Brown'),
    ],
    groups: [
      {
        id: 'b0000000-0000-4000-8000-000000000001',
        displayName: 'Image readers',
        members: ['a0000000-0000-4000-8000-000000000002'],
      },
    ],
    servicePrincipals: [
      {
        id: 'c0000000-0000-4000-8000-000000000001',
        appId: 'ca000000-0000-4000-8000-000000000001',
        displayName: 'pipeline',
      },
      {
        id: 'd0000000-0000-4000-8000-000000000001',
        appId: 'da000000-0000-4000-8000-000000000001',
        displayName: 'vernissage',
        servicePrincipalType: 'ManagedIdentity',
        graphRoles,
      },
      {
        id: operator,
        appId: 'ea000000-0000-4000-8000-000000000001',
        displayName: 'operator',
        secrets: ['local-only-not-a-secret'],
        graphRoles,
      },
    ],
    roleAssignments: [
      { principalId: 'd0000000-0000-4000-8000-000000000001', role: 'Owner' },
      { principalId: operator, role: 'Owner' },
    ],
  });

const operator = 'e0000000-0000-4000-8000-000000000001';

const person = (id: string, givenName: string, surname: string) => {
  const address = `${givenName.toLowerCase()}@contoso.example`;
  return { id, displayName: `${givenName} ${surname}`, givenName, surname, userPrincipalName: address, mail: address };
};
