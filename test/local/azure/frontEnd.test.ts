import { galleryPath, groupPath, sources, withGallery } from '../../support/aGallery';
import { anAzure, subscription } from '../../support/anAzure';

const image = `${sources}/images/myImage`;

describe('the front end of Resource Manager', () => {
  it.each([
    ['without a token', null, 'AuthenticationFailed', 'Authentication failed.'],
    ['with a token that is none', 'abc.def.ghi', 'InvalidAuthenticationToken', 'The access token is invalid.'],
  ])('token: a request %s is refused', async (_, token, code, message) => {
    const { status, body, headers } = await anAzure().get(image, { token });
    expect([status, body.error?.code, body.error?.message]).toEqual([401, code, message]);
    expect(headers.get('www-authenticate')).toContain('Bearer authorization_uri=');
  });

  it('token: an expired one is refused with both times', async () => {
    const { get, tokenFor, clock } = anAzure();
    const token = await tokenFor();
    clock.advance(2 * 3_600_000);
    const { status, body } = await get(image, { token });
    expect([status, body.error?.code]).toEqual([401, 'ExpiredAuthenticationToken']);
    expect(body.error?.message).toBe(
      "The access token expiry UTC time '1/15/2026 12:59:59 PM' is earlier than current UTC time '1/15/2026 2:00:00 PM'.",
    );
  });

  it('token: one of another local Azure or for Graph is refused', async () => {
    const { get, tokenFor } = anAzure();
    const token = await tokenFor('https://graph.microsoft.com/');
    expect((await get(image, { token })).body.error?.code).toBe('InvalidAuthenticationTokenAudience');
  });

  it('api-version: is required', async () => {
    const { status, body } = await anAzure().get(`${image}?api-version=`);
    expect([status, body.error?.code]).toEqual([400, 'MissingApiVersionParameter']);
  });

  it('api-version: one that the type does not speak is refused with those it does', async () => {
    const { status, body } = await anAzure().get(`${image}?api-version=1999-01-01`);
    expect([status, body.error?.code]).toEqual([400, 'NoRegisteredProviderFound']);
    expect(body.error?.message).toContain("The supported api-versions are '2016-04-30-preview, ");
  });

  it('api-version: of Resource Manager itself is refused in its own words', async () => {
    const { status, body } = await anAzure().get(`${groupPath}?api-version=banana`);
    expect([status, body.error?.code]).toEqual([400, 'InvalidApiVersionParameter']);
    expect(body.error?.message).toContain("The supported versions are '2025-04-01,");
  });

  it.each([
    ['of an unknown type', `${groupPath}/providers/Microsoft.Compute/toasters/one`, 404, 'InvalidResourceType'],
    ['of an unknown namespace', `${groupPath}/providers/Contoso.Toasters/one/two`, 404, 'InvalidResourceNamespace'],
    ['in no group', `${groupPath}/providers/Microsoft.Compute/galleries/g`, 404, 'ResourceGroupNotFound'],
    ['that does not exist', `${sources}/snapshots/d1`, 404, 'ResourceNotFound'],
    ['with a path that means nothing', '/subscriptions/x/y/z', 400, 'InvalidRequestUri'],
    ['with a broken escape', `${groupPath}/providers/Microsoft.Compute/galleries/%E0%A4%A`, 400, 'InvalidRequestUri'],
  ])('path: a resource %s is not found', async (_, path, status, code) => {
    const answer = await anAzure().get(path);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect(answer.headers.get('x-ms-failure-cause')).toBe('gateway');
  });

  it('404: names the type and the name of a missing resource', async () => {
    const { body } = await anAzure().get(`${sources}/snapshots/d1`);
    expect(body.error?.message).toBe(
      "The Resource 'Microsoft.Compute/snapshots/d1' under resource group 'myImageBuildRG' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    );
  });

  it.each(['POST', 'OPTIONS'])('method: %s is refused where nothing takes it', async method => {
    expect((await anAzure().ask(method, image)).status).toBe(405);
  });

  it.each(['', '{"location":', 'null', '"text"', '[1'])('body: %j is refused', async body => {
    const { status, body: answer } = await anAzure().put(groupPath, body);
    expect([status, answer.error?.code]).toEqual([400, 'InvalidRequestContent']);
  });

  it('body: more than four megabytes are refused', async () => {
    const { status, body } = await anAzure().put(groupPath, 'x'.repeat(5_000_000));
    expect([status, body.error?.code]).toEqual([413, 'RequestContentTooLarge']);
  });

  it('body: one that is nested without end is refused', async () => {
    expect((await anAzure().put(groupPath, '['.repeat(1_000_000))).status).toBe(400);
  });

  it('headers: every answer carries the ids, the limits and no caching', async () => {
    const { get, put } = anAzure();
    const read = (await get(image)).headers;
    const written = (await put(groupPath, { location: 'eastus' })).headers;

    expect(read.get('cache-control')).toBe('no-cache');
    expect(read.get('content-type')).toBe('application/json; charset=utf-8');
    expect(read.get('x-ms-ratelimit-remaining-subscription-global-reads')).toBe('3749');
    expect(read.get('x-ms-ratelimit-remaining-resource')).toBe(
      'Microsoft.Compute/GetImages3Min;359,Microsoft.Compute/GetImages30Min;1799',
    );
    expect(written.get('x-ms-ratelimit-remaining-subscription-writes')).toBe('199');
    expect(written.get('x-ms-ratelimit-remaining-subscription-global-writes')).toBe('2999');
    expect(written.get('x-ms-correlation-request-id')).toBe(written.get('x-ms-request-id'));
    expect(read.get('x-ms-correlation-request-id')).not.toBe(read.get('x-ms-request-id'));
    expect(written.get('x-ms-routing-request-id')).toBe(
      `EASTUS2:20260115T120000Z:${written.get('x-ms-correlation-request-id')}`,
    );
  });

  it('throttling: the 251st read in a second is refused until the bucket has filled again', async () => {
    const { get, tokenFor, clock } = anAzure();
    const token = await tokenFor();
    const read = () => get(groupPath.replace('myGalleryRG', 'myImageBuildRG'), { token });
    for (let n = 0; n < 250; n++) expect((await read()).status).toBe(200);
    const { status, body, headers } = await read();

    expect([status, body.error?.code, headers.get('retry-after')]).toEqual([429, 'SubscriptionRequestsThrottled', '1']);
    expect(body.error?.message).toBe(
      "Number of 'read' requests for subscription '5ab00000-0000-4000-8000-000000000001' actor 'd0000000-0000-4000-8000-000000000001' exceeded. Please try again after '1' seconds.",
    );
    clock.advance(1000);
    expect((await read()).status).toBe(200);
  });

  it('throttling: Compute has budgets of its own, and tells which one is spent', async () => {
    const azure = await withGallery(anAzure());
    azure.clock.advance(3_600_000);
    for (let n = 0; n < 50; n++) expect((await azure.put(galleryPath, { location: 'westcentralus' })).status).toBe(200);
    const { status, body, headers } = await azure.put(galleryPath, { location: 'westcentralus' });

    expect([status, body.error?.code]).toEqual([429, 'OperationNotAllowed']);
    expect(body.error?.details).toMatchObject([{ code: 'TooManyRequests', target: 'CreateUpdateGallery3Min' }]);
    expect(headers.get('x-ms-ratelimit-remaining-resource')).toContain('Microsoft.Compute/CreateUpdateGallery3Min;0');
    expect(headers.get('retry-after')).toBe('180');
  });

  it('lists: come in pages that link to the next', async () => {
    const images = [...Array(150).keys()].map(n => ({
      resourceGroup: 'myImageBuildRG',
      name: `image${n}`,
      location: 'eastus',
      osType: 'Linux' as const,
      osState: 'Generalized' as const,
      hyperVGeneration: 'V1' as const,
      sizeGB: 30,
    }));
    const { get } = anAzure({ seed: { images } });
    const first = await get(`${subscription}/providers/Microsoft.Compute/images`);
    const second = await get(String(first.body.nextLink));

    expect(Object.values(first.body.value ?? {})).toHaveLength(100);
    expect(Object.values(second.body.value ?? {})).toHaveLength(53);
    expect(second.body.nextLink).toBeUndefined();
  });
});
