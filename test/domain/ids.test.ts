import { publicationId, rejectedId, resourceIds, roleAssignmentName } from '../../domain/ids';
import { aRequest } from '../support/aRequest';

const typed = aRequest({
  subscriptionId: '5AB00000-0000-4000-8000-000000000001',
  resourceGroup: { name: 'MYGALLERYRG' },
  gallery: { name: 'mygallery', location: 'eastus' },
  imageDefinition: { name: 'MYIMAGEDEFINITION' },
});

describe('resourceIds', () => {
  test('are the full ids, with the names as typed', () => {
    const gallery =
      '/subscriptions/5AB00000-0000-4000-8000-000000000001/resourceGroups/MYGALLERYRG/providers/Microsoft.Compute/galleries/mygallery';
    expect(resourceIds(typed)).toEqual({
      resourceGroup: '/subscriptions/5AB00000-0000-4000-8000-000000000001/resourceGroups/MYGALLERYRG',
      gallery,
      imageDefinition: `${gallery}/images/MYIMAGEDEFINITION`,
      imageVersion: `${gallery}/images/MYIMAGEDEFINITION/versions/1.0.0`,
    });
  });
});

describe('publicationId', () => {
  test('is readable and never changes: publications are found by it', () => {
    expect(publicationId(aRequest())).toBe('mygallery-myimagedefinition-1-0-0-b8bc1c1fcc51cb93');
  });

  test('is the same however the names are cased, and whatever else the request says', () => {
    expect(publicationId(typed)).toBe(publicationId(aRequest()));
  });

  test.each([
    ['the version', aRequest({ imageVersion: { name: '1.0.1' } })],
    ['the definition', aRequest({ imageDefinition: { name: 'other' } })],
    ['the gallery', aRequest({ gallery: { name: 'other' } })],
    ['the resource group', aRequest({ resourceGroup: { name: 'other' } })],
    ['the subscription', aRequest({ subscriptionId: '5ab00000-0000-4000-8000-000000000002' })],
    [
      'characters that are written as dashes',
      aRequest({ gallery: { name: 'my.gallery' }, imageDefinition: { name: 'x' } }),
    ],
  ])('is another one for another value of %s', (_, other) => {
    expect(publicationId(other)).not.toBe(publicationId(aRequest()));
  });

  test.each([
    ['long names', 'g'.repeat(80), 'd'.repeat(80), '2147483647.2147483647.2147483647'],
    ['names of signs', `g${'._'.repeat(39)}g`, `d${'-._'.repeat(26)}d`, '0.0.0'],
    ['short names', 'g', 'd', '1.2.3'],
  ])('has letters, digits and dashes only, and at most 100 characters, for %s', (_, gallery, definition, name) => {
    const request = aRequest({
      gallery: { name: gallery },
      imageDefinition: { name: definition },
      imageVersion: { name },
    });
    expect(publicationId(request)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+-[0-9a-f]{16}$/);
    expect(publicationId(request).length).toBeLessThanOrEqual(100);
  });
});

describe('rejectedId', () => {
  test('is the first half of the SHA-256 of the message', () => {
    expect(rejectedId(new TextEncoder().encode('abc'))).toBe('rejected-ba7816bf8f01cfea414140de5dae2223');
    expect(rejectedId(new Uint8Array())).toBe('rejected-e3b0c44298fc1c149afbf4c8996fb924');
  });
});

describe('roleAssignmentName', () => {
  const name = roleAssignmentName('/scope/a', 'principal', 'reader');

  test('is a GUID of version 8', () => {
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('is the same for the same grant, whatever the case', () => {
    expect(roleAssignmentName('/SCOPE/a', 'Principal', 'Reader')).toBe(name);
  });

  test.each([
    ['/scope/b', 'principal', 'reader'],
    ['/scope/a', 'other', 'reader'],
    ['/scope/a', 'principal', 'owner'],
    ['/scope', 'a/principal', 'reader'],
  ])('is another one for %s, %s and %s', (scope, principalId, role) => {
    expect(roleAssignmentName(scope, principalId, role)).not.toBe(name);
  });
});
