import { aVersion, definitionPath, galleryPath, groupPath, versionPath, withDefinition } from '../../support/aGallery';
import { anAzure, subscription } from '../../support/anAzure';

describe('resource groups', () => {
  it('PUT: answers 201 for a new one and 200 after that, at once', async () => {
    const { put } = anAzure();
    const first = await put(groupPath.replace('resourceGroups', 'resourcegroups'), { location: 'West Central US' });
    const second = await put(groupPath, { location: 'westcentralus', tags: { team: 'images' } });

    expect(first.status).toBe(201);
    expect(first.text).toBe(
      `{"id":"${groupPath}","name":"myGalleryRG","type":"Microsoft.Resources/resourceGroups","location":"westcentralus","properties":{"provisioningState":"Succeeded"}}`,
    );
    expect(second.status).toBe(200);
    expect(second.body.tags).toEqual({ team: 'images' });
  });

  it('HEAD: tells whether it exists by the status alone', async () => {
    const { ask, put } = anAzure();
    expect((await ask('HEAD', groupPath)).status).toBe(404);
    await put(groupPath, { location: 'eastus' });
    expect((await ask('HEAD', groupPath.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'))).status).toBe(204);
  });

  it('GET: answers 404 with the name when there is none', async () => {
    const { status, body } = await anAzure().get(groupPath);
    expect(status).toBe(404);
    expect(body.error).toEqual({
      code: 'ResourceGroupNotFound',
      message: "Resource group 'myGalleryRG' could not be found.",
    });
  });

  it('PATCH: replaces the tags', async () => {
    const { patch, put } = anAzure();
    await put(groupPath, { location: 'eastus', tags: { a: '1' } });
    expect((await patch(groupPath, { tags: { b: '2' } })).body.tags).toEqual({ b: '2' });
  });

  it.each([
    ['in another region', { location: 'eastus2' }, 409, 'InvalidResourceGroupLocation'],
    ['in no known region', { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
    ['without a location', {}, 400, 'LocationRequired'],
    [
      'with a tag name that has a reserved character',
      { location: 'eastus', tags: { 'a/b': '' } },
      400,
      'InvalidTagsInRequest',
    ],
    [
      'with 51 tags',
      { location: 'eastus', tags: Object.fromEntries([...Array(51).keys()].map(n => [n, ''])) },
      400,
      'InvalidTagsInRequest',
    ],
  ])('PUT: is refused %s', async (_, body, status, code) => {
    const { put } = anAzure();
    await put(groupPath, { location: 'eastus' });
    const answer = await put(groupPath, body);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('PUT: is refused with a name that ends in a period', async () => {
    const answer = await anAzure().put(`${subscription}/resourcegroups/group.`, { location: 'eastus' });
    expect(answer.status).toBe(400);
  });

  it('list: shows the seeded one and new ones', async () => {
    const { get, put } = anAzure();
    await put(groupPath, { location: 'eastus' });
    const { body } = await get(`${subscription}/resourcegroups`);
    expect(Object.values(body.value ?? {}).map(({ name }) => name)).toEqual(['myImageBuildRG', 'myGalleryRG']);
  });

  it('DELETE: ends what was going on in it, so that it does not happen to what is made again', async () => {
    const azure = await withDefinition(anAzure());
    const copying = await azure.put(versionPath, aVersion());
    await azure.remove(groupPath);
    azure.clock.advance(60_000);
    expect((await azure.operation(copying)).body.status).toBe('Failed');

    await withDefinition(azure);
    expect((await azure.put(versionPath, aVersion())).status).toBe(201);
    azure.clock.advance(330_000);
    expect((await azure.get(versionPath)).body.properties?.provisioningState).toBe('Creating');
  });

  it('DELETE: goes on behind a Location, and takes everything in it along', async () => {
    const azure = await withDefinition(anAzure());
    await azure.settled(versionPath, aVersion());
    const { status, headers } = await azure.remove(groupPath);
    const location = headers.get('location') ?? '';

    expect(status).toBe(202);
    expect(headers.get('azure-asyncoperation')).toBeNull();
    expect(headers.get('retry-after')).toBe('15');
    expect((await azure.get(location)).status).toBe(202);
    expect((await azure.put(galleryPath, { location: 'eastus' })).body.error?.code).toBe('ResourceGroupBeingDeleted');

    azure.clock.advance(60_000);
    expect(await azure.get(location)).toMatchObject({ status: 200, text: '' });
    expect((await azure.get(definitionPath)).body.error?.code).toBe('ResourceGroupNotFound');
    await azure.put(groupPath, { location: 'eastus' });
    expect((await azure.get(versionPath)).body.error?.code).toBe('ResourceNotFound');
  });
});
