import {
  aDefinition,
  definitionPath,
  galleryPath,
  groupPath,
  versionPath,
  withDefinition,
  withGallery,
  withVersion,
} from '../../support/aGallery';
import { anAzure } from '../../support/anAzure';

describe('image definitions', () => {
  it('PUT: a new one answers 201 Creating with the architecture filled in and empty parts left out', async () => {
    const { put } = await withGallery(anAzure());
    const { status, body, headers } = await put(
      definitionPath,
      aDefinition({ disallowed: {}, features: [], description: 'd' }),
    );

    expect(status).toBe(201);
    expect(headers.get('retry-after')).toBeNull();
    expect(body.id).toBe(definitionPath);
    expect(Object.entries(body.properties ?? {})).toEqual([
      ['hyperVGeneration', 'V1'],
      ['architecture', 'x64'],
      ['osType', 'Linux'],
      ['osState', 'Generalized'],
      ['identifier', { publisher: 'myPublisher', offer: 'myOffer', sku: 'mySKU' }],
      ['provisioningState', 'Creating'],
      ['description', 'd'],
    ]);
  });

  it.each([
    ['2025-12-03', 'V2', [{ name: 'SecurityType', value: 'TrustedLaunchSupported' }], 'x64'],
    ['2024-03-03', 'V1', undefined, 'x64'],
    ['2019-12-01', 'V1', undefined, undefined],
  ])('PUT: what is not said is filled in by api-version %s', async (apiVersion, generation, features, architecture) => {
    const { put } = await withGallery(anAzure());
    const { body } = await put(
      `${definitionPath}?api-version=${apiVersion}`,
      aDefinition({ hyperVGeneration: undefined }),
    );
    expect([body.properties?.hyperVGeneration, body.properties?.features, body.properties?.architecture]).toEqual([
      generation,
      features,
      architecture,
    ]);
  });

  it('PUT: the same again answers 200 and Succeeded', async () => {
    const { put } = await withDefinition(anAzure());
    const { status, body } = await put(definitionPath, aDefinition());
    expect([status, body.properties?.provisioningState]).toEqual([200, 'Succeeded']);
  });

  it.each([
    ['osType', { osType: 'Windows' }],
    ['osState', { osState: 'Specialized' }],
    ['hyperVGeneration', { hyperVGeneration: 'V2' }],
    ['architecture', { architecture: 'Arm64' }],
    ['identifier', { identifier: { publisher: 'other', offer: 'myOffer', sku: 'mySKU' } }],
  ])('PUT: another %s is refused', async (property, changed) => {
    const { put } = await withDefinition(anAzure());
    const { status, body } = await put(definitionPath, aDefinition(changed));
    expect(status).toBe(409);
    expect(body.error).toEqual({
      code: 'PropertyChangeNotAllowed',
      message: `Changing property 'galleryImage.properties.${property}' is not allowed.`,
      target: `galleryImage.properties.${property}`,
    });
  });

  it('PATCH: without osType counts as a change of it; with it the rest can be changed', async () => {
    const { patch } = await withDefinition(anAzure());
    const refused = await patch(definitionPath, { properties: { description: 'new' } });
    const accepted = await patch(definitionPath, { properties: { osType: 'Linux', description: 'new' } });
    expect([refused.status, refused.body.error?.target]).toEqual([409, 'galleryImage.properties.osType']);
    expect([accepted.status, accepted.body.properties?.description]).toEqual([200, 'new']);
  });

  it('PUT: publisher, offer and sku of another definition are refused', async () => {
    const { put } = await withDefinition(anAzure());
    const { status, body } = await put(`${galleryPath}/images/second`, aDefinition());
    expect([status, body.error?.code]).toEqual([409, 'OperationNotAllowed']);
    expect(body.error?.message).toBe(
      "Gallery image: 'myImageDefinition' identified by (publisher:'myPublisher', offer:'myOffer', sku:'mySKU') already exists. Choose a different publisher, offer, sku combination.",
    );
  });

  it.each([
    [
      'a publisher that is empty',
      { identifier: { publisher: '', offer: 'o', sku: 's' } },
      'Asset name galleryImage.properties.identifier.publisher',
    ],
    [
      'an offer of 65 characters',
      { identifier: { publisher: 'p', offer: 'o'.repeat(65), sku: 's' } },
      'cannot exceed 64 characters',
    ],
    [
      'a sku that ends in a period',
      { identifier: { publisher: 'p', offer: 'o', sku: 's.' } },
      'identifier.sku is not valid',
    ],
    [
      'an end of life in the past',
      { endOfLifeDate: '2026-01-15T11:00:00Z' },
      'EndOfLifeDate must be set to a future date.',
    ],
    ['no osState', { osState: undefined }, "Required parameter 'galleryImage.properties.osState' is missing (null)."],
    ['an unknown osType', { osType: 'BeOS' }, 'The allowed values are Linux, Windows.'],
  ])('PUT: %s is refused', async (_, properties, message) => {
    const { put } = await withGallery(anAzure());
    const { status, body } = await put(definitionPath, aDefinition(properties));
    expect([status, body.error?.code]).toEqual([400, 'InvalidParameter']);
    expect(body.error?.message).toContain(message);
  });

  it.each([
    'ends_',
    '_starts',
    'ends-',
    'has space',
  ])('PUT: the name %j is refused, although dashes are fine', async name => {
    const { put } = await withGallery(anAzure());
    expect((await put(`${galleryPath}/images/${name}`, aDefinition())).status).toBe(400);
    expect((await put(`${galleryPath}/images/with-dash.1`, aDefinition())).status).toBe(201);
  });

  it('PUT: without the gallery is refused', async () => {
    const { put } = anAzure();
    await put(groupPath, { location: 'eastus' });
    const { status, body } = await put(definitionPath, aDefinition());
    expect([status, body.error?.code]).toEqual([404, 'ParentResourceNotFound']);
    expect(body.error?.message).toBe(
      "Can not perform requested operation on nested resource. Parent resource 'myGallery' not found.",
    );
  });

  it('list: shows those of the gallery', async () => {
    const { get } = await withDefinition(anAzure());
    expect((await get(`${galleryPath}/images`)).body.value).toMatchObject([{ id: definitionPath }]);
    expect((await get(`${groupPath}/providers/Microsoft.Compute/galleries/none/images`)).status).toBe(404);
  });

  it('DELETE: is refused while there are versions', async () => {
    const { remove } = await withVersion(anAzure());
    const { status, body } = await remove(definitionPath);
    expect(status).toBe(409);
    expect(body.error?.message).toContain(versionPath.slice(versionPath.indexOf('Microsoft.Compute/')));
  });
});
