import { definitionPath, galleryPath, groupPath, withDefinition, withGallery } from '../../support/aGallery';
import { type AnAzure, ada, anAzure, type Json, reader, subscription } from '../../support/anAzure';

const bob = 'a0000000-0000-4000-8000-000000000002';
const readers = 'b0000000-0000-4000-8000-000000000001';
const stranger = {
  id: 'f0000000-0000-4000-8000-000000000001',
  appId: 'fa000000-0000-4000-8000-000000000001',
  displayName: 'stranger',
  servicePrincipalType: 'ManagedIdentity' as const,
};
const first = '11111111-0000-4000-8000-000000000001';
const second = '11111111-0000-4000-8000-000000000002';

const at = (scope: string, name = first) => `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
const assign = (properties: object = {}) => ({
  properties: { roleDefinitionId: reader, principalId: ada, principalType: 'User', ...properties },
});
const listed = async ({ get }: AnAzure, scope: string, filter: string): Promise<string[]> => {
  const { body } = await get(
    `${scope}/providers/Microsoft.Authorization/roleAssignments?$filter=${encodeURIComponent(filter)}`,
  );
  return Object.values<Json>(body.value ?? {}).map(
    ({ properties }) => `${properties?.principalId} ${properties?.scope}`,
  );
};

describe('role assignments', () => {
  it('PUT: a new one answers 201 with everything but who made it', async () => {
    const { put, get } = await withGallery(anAzure());
    const created = await put(at(galleryPath), assign());
    expect(created.status).toBe(201);
    expect(created.text).not.toContain('\n');
    expect(created.body).toEqual({
      properties: {
        roleDefinitionId: reader,
        principalId: ada,
        principalType: 'User',
        scope: galleryPath,
        condition: null,
        conditionVersion: null,
        createdOn: '2026-01-17T12:00:00.000Z',
        updatedOn: '2026-01-17T12:00:00.000Z',
        createdBy: null,
        updatedBy: 'd0000000-0000-4000-8000-000000000001',
        delegatedManagedIdentityResourceId: null,
        description: null,
      },
      id: at(galleryPath),
      type: 'Microsoft.Authorization/roleAssignments',
      name: first,
    });
    expect((await get(at(galleryPath))).body.properties?.createdBy).toBe('d0000000-0000-4000-8000-000000000001');
  });

  it('PUT: the same name with the same content answers what exists', async () => {
    const { put } = await withGallery(anAzure());
    await put(at(galleryPath), assign());
    expect((await put(at(galleryPath), assign())).status).toBe(200);
    expect((await put(at(galleryPath), assign({ description: 'why' }))).body.properties?.description).toBe('why');
  });

  it('PUT: the same role for the same principal under another name is refused with the id', async () => {
    const { put } = await withGallery(anAzure());
    await put(at(galleryPath), assign());
    const { status, body } = await put(at(galleryPath, second), assign());
    expect([status, body.error?.code]).toEqual([409, 'RoleAssignmentExists']);
    expect(body.error?.message).toBe(
      'The role assignment already exists. The ID of the existing role assignment is 11111111000040008000000000000001.',
    );
    expect((await put(at(groupPath, second), assign())).status).toBe(201);
  });

  it.each([
    [
      'the same name for another principal',
      galleryPath,
      first,
      assign({ principalId: bob }),
      'RoleAssignmentUpdateNotPermitted',
    ],
    ['a principal that is nobody', galleryPath, second, assign({ principalId: second }), 'PrincipalNotFound'],
    ['a principal that is no guid', galleryPath, second, assign({ principalId: 'User' }), 'InvalidPrincipalId'],
    ['a group as a user', galleryPath, second, assign({ principalId: readers }), 'UnmatchedPrincipalType'],
    [
      'an unknown role',
      galleryPath,
      second,
      assign({ roleDefinitionId: `/x/${second}` }),
      'RoleDefinitionDoesNotExist',
    ],
    ['a name that is no guid', galleryPath, 'mine', assign(), 'InvalidRoleAssignmentId'],
    ['no properties', galleryPath, second, {}, 'BadRequestFormat'],
    ['no JSON', galleryPath, second, 'x', 'BadRequestFormat'],
  ])('PUT: %s is refused', async (_, scope, name, body, code) => {
    const { put } = await withGallery(anAzure());
    await put(at(scope), assign());
    const answer = await put(at(scope, name), body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, code]);
  });

  it('PUT: a scope that does not exist is refused', async () => {
    const { put } = await withGallery(anAzure());
    const { status, body } = await put(at(`${galleryPath}2`), assign());
    expect([status, body.error?.code]).toEqual([404, 'ResourceNotFound']);
  });

  it('list: atScope() shows those at the scope and above, without it also those below', async () => {
    const azure = await withDefinition(anAzure());
    await azure.put(at(subscription), assign());
    await azure.put(at(galleryPath), assign());
    await azure.put(at(definitionPath), assign());
    const adas = (found: string[]) => found.filter(one => one.startsWith(ada)).map(one => one.slice(ada.length + 1));

    expect(adas(await listed(azure, galleryPath, 'atScope()'))).toEqual([subscription, galleryPath]);
    expect(adas(await listed(azure, galleryPath, ''))).toEqual([subscription, galleryPath, definitionPath]);
  });

  it('list: assignedTo() follows groups, principalId does not', async () => {
    const azure = await withGallery(anAzure());
    await azure.put(at(galleryPath), assign({ principalId: readers, principalType: 'Group' }));
    expect(await listed(azure, galleryPath, `assignedTo('${bob}')`)).toEqual([`${readers} ${galleryPath}`]);
    expect(await listed(azure, galleryPath, `atScope() and assignedTo('${bob}')`)).toHaveLength(1);
    expect(await listed(azure, galleryPath, `principalId eq '${bob}'`)).toEqual([]);
    expect(await listed(azure, galleryPath, `principalId eq '${readers.toUpperCase()}'`)).toHaveLength(1);
  });

  it('list: another filter is refused', async () => {
    const { get } = anAzure();
    const { status } = await get(
      `${subscription}/providers/Microsoft.Authorization/roleAssignments?$filter=colour eq 'red'`,
    );
    expect(status).toBe(400);
  });

  it('DELETE: answers what it removed, and 204 when there is nothing', async () => {
    const { put, remove, get } = await withGallery(anAzure());
    await put(at(galleryPath), assign());
    expect(await remove(at(galleryPath))).toMatchObject({ status: 200, body: { name: first } });
    expect((await get(at(galleryPath))).body.error?.code).toBe('RoleAssignmentNotFound');
    expect((await remove(at(galleryPath))).status).toBe(204);
  });
});

describe('rights', () => {
  const asStranger = async (role?: string, scope?: string) => {
    const roleAssignments = role === undefined ? [] : [{ principalId: stranger.id, role, scope }];
    const azure = anAzure({ seed: { servicePrincipals: [stranger], roleAssignments } });
    await withGallery(azure);
    return { ...azure, rest: { token: await azure.tokenFor(undefined, `&client_id=${stranger.appId}`) } };
  };

  it('nobody without a role can read, and is told what is missing', async () => {
    const { get, rest } = await asStranger();
    const { status, body } = await get(galleryPath, rest);
    expect(status).toBe(403);
    expect(body.error).toEqual({
      code: 'AuthorizationFailed',
      message: `The client '${stranger.appId}' with object id '${stranger.id}' does not have authorization to perform action 'Microsoft.Compute/galleries/read' over scope '${galleryPath}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    });
  });

  it.each([
    ['Reader', [200, 403, 403]],
    ['Contributor', [200, 200, 403]],
    ['Owner', [200, 200, 201]],
    ['User Access Administrator', [200, 403, 201]],
    ['Role Based Access Control Administrator', [200, 403, 201]],
    ['Compute Gallery Artifacts Publisher', [200, 200, 403]],
    ['Compute Gallery Image Reader', [403, 403, 403]],
  ])('%s: reads, writes and shares as far as the role goes', async (role, expected) => {
    const { get, put, rest } = await asStranger(role);
    const read = await get(galleryPath, rest);
    const written = await put(galleryPath, { location: 'westcentralus' }, rest);
    const shared = await put(at(galleryPath), assign(), rest);
    expect([read.status, written.status, shared.status]).toEqual(expected);
  });

  it('a role at a scope holds below it and nowhere else', async () => {
    const { get, rest } = await asStranger('Reader', galleryPath);
    expect((await get(galleryPath.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), rest)).status).toBe(200);
    expect((await get(`${galleryPath}/images`, rest)).status).toBe(200);
    expect((await get(groupPath, rest)).status).toBe(403);
  });

  it('a role of a group holds for its members', async () => {
    const groups = [{ id: readers, displayName: 'Image readers', members: [stranger.id] }];
    const azure = anAzure({
      seed: { servicePrincipals: [stranger], groups, roleAssignments: [{ principalId: readers, role: 'Reader' }] },
    });
    const token = await azure.tokenFor(undefined, `&client_id=${stranger.appId}`);
    expect((await azure.get(`${subscription}/resourcegroups`, { token })).status).toBe(200);
  });
});

describe('role definitions', () => {
  const path = `${groupPath}/providers/Microsoft.Authorization/roleDefinitions`;

  it("list: finds a role by name in any casing, with the subscription's prefix", async () => {
    const { get } = await withGallery(anAzure());
    const { body } = await get(`${path}?$filter=roleName eq 'reader'`);
    expect(body.value).toMatchObject([
      { id: reader, properties: { roleName: 'Reader', type: 'BuiltInRole', assignableScopes: ['/'], createdBy: null } },
    ]);
    expect((await get(`${path}?$filter=roleName eq 'nobody'`)).body.value).toEqual([]);
  });

  it('GET: answers 404 for an unknown one', async () => {
    const { get } = await withGallery(anAzure());
    expect((await get(reader)).body.name).toBe('acdd72a7-3385-48ef-bd42-f606fba81ae7');
    const { status, body } = await get(`${path}/${first}`);
    expect([status, body.error?.message]).toEqual([
      404,
      `The specified role definition with ID '${first}' does not exist.`,
    ]);
  });
});
