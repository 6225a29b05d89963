import { checkRequest } from '../../domain/checkRequest';
import type { Problem } from '../../domain/problem';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { at, changed, pointersOf, without } from '../support/changed';

const now = new Date('2026-11-24T09:00:00Z');

const problemsOf = (json: unknown): readonly Problem[] => {
  const checked = checkRequest(json, now);
  return checked.ok ? [] : checked.problems;
};

const codesOf = (json: unknown): string[] => problemsOf(json).map(({ pointer, code }) => `${code} ${pointer}`);

const images = '/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute';

describe('checkRequest', () => {
  test('hands back the request with its defaults', () => {
    const typed = ['/imageVersion/replicaCount', '/imageVersion/storageAccountType', '/imageVersion/excludeFromLatest'];
    const defaulted = ['/imageDefinition/architecture', '/share/role', '/share/scope'];
    const shortest = [...typed, ...defaulted].reduce<unknown>(without, aRequest());
    expect(checkRequest(shortest, now)).toEqual({ ok: true, request: aRequest() });
  });

  test('accepts a specialized request', () => {
    expect(checkRequest(aSpecializedRequest(), now)).toEqual({ ok: true, request: aSpecializedRequest() });
  });

  test('drops the address of the schema, which is for editors', () => {
    const checked = checkRequest({ $schema: '../schema/publish-request.v1.json', ...aRequest() }, now);
    expect(checked).toEqual({ ok: true, request: aRequest() });
  });

  test('keeps names and regions as they were typed', () => {
    const request = aRequest({ imageVersion: { location: 'West Central US' }, gallery: { name: 'MYGallery' } });
    expect(checkRequest(request, now)).toEqual({ ok: true, request });
  });

  test.each<[string, unknown]>([
    ['/subscriptionId', 'my-subscription'],
    ['/subscriptionId', '5ab00000-0000-4000-8000-00000000000'],
    ['/apiVersion', 'v2'],
    ['/resourceGroup/name', 'group.'],
    ['/resourceGroup/name', ''],
    ['/resourceGroup/name', 'a'.repeat(91)],
    ['/resourceGroup/name', 'a/b'],
    ['/resourceGroup/location', 'east_us'],
    ['/resourceGroup/location', '../eastus'],
    ['/gallery/name', 'my-gallery'],
    ['/gallery/name', '_gallery'],
    ['/gallery/name', 'gallery.'],
    ['/gallery/name', 'gallery_'],
    ['/gallery/name', 'a'.repeat(81)],
    ['/gallery/name', 'galérie'],
    ['/gallery/name', 'gallery\n'],
    ['/gallery/description', ''],
    ['/imageDefinition/name', 'image-'],
    ['/imageDefinition/name', 'a'.repeat(81)],
    ['/imageDefinition/osType', 'MacOS'],
    ['/imageDefinition/osState', 'generalized'],
    ['/imageDefinition/hyperVGeneration', 'V3'],
    ['/imageDefinition/architecture', 'arm64'],
    ['/imageDefinition/identifier/publisher', 'a'.repeat(129)],
    ['/imageDefinition/identifier/publisher', 'my publisher'],
    ['/imageDefinition/identifier/offer', 'offer.'],
    ['/imageDefinition/identifier/offer', 'a'.repeat(65)],
    ['/imageDefinition/identifier/sku', ''],
    ['/imageDefinition/endOfLifeDate', '2027-06-30'],
    ['/imageDefinition/endOfLifeDate', '2027-02-30T00:00:00Z'],
    ['/imageDefinition/releaseNoteUri', 'javascript:alert(1)'],
    ['/imageVersion/name', '1.0'],
    ['/imageVersion/name', '1.0.0.0'],
    ['/imageVersion/name', 'v1.0.0'],
    ['/imageVersion/name', '01.0.0'],
    ['/imageVersion/name', '1.0.2147483648'],
    ['/imageVersion/name', '1.0.-1'],
    ['/imageVersion/name', '1.0.0\n'],
    ['/imageVersion/name', '1.0.1e3'],
    ['/imageVersion/name', '١.0.0'],
    ['/imageVersion/replicaCount', 0],
    ['/imageVersion/replicaCount', 101],
    ['/imageVersion/replicaCount', 1.5],
    ['/imageVersion/targetRegions/1/regionalReplicaCount', 101],
    ['/imageVersion/targetRegions/1/regionalReplicaCount', '1'],
    ['/imageVersion/targetRegions/1/storageAccountType', 'Standard_GRS'],
    ['/imageVersion/targetRegions', []],
    ['/imageVersion/targetRegions', {}],
    ['/imageVersion/endOfLifeDate', '2027-06-30T00:00:00'],
    ['/imageVersion/source/id', 'myImage'],
    ['/imageVersion/source/id', `${images}/snapshots/mySnapshot`],
    ['/imageVersion/source/id', `${images}/galleries/g/images/i/versions/1.0.0`],
    ['/imageVersion/source/id', `${images}/images/..`],
    ['/imageVersion/source', 'myImage'],
    ['/share/principals', []],
    ['/share/principals/0/principalId', 'ada@contoso.example'],
    ['/share/principals/0/principalType', 'user'],
    ['/share/role', 'Owner'],
    ['/share/scope', 'subscription'],
    ['/share', null],
  ])('refuses at %s the value %j', (pointer, value) => {
    const problems = problemsOf(changed(aRequest(), pointer, value));
    expect(problems).toEqual([expect.objectContaining({ pointer, allowed: expect.any(String) })]);
    expect(problems[0]?.value).toEqual(value);
  });

  test.each<[string, unknown]>([
    ['/gallery/name', 'a'],
    ['/gallery/name', 'my_gallery.2'],
    ['/imageDefinition/name', 'jenkins-agent-windows-2019-amd64'],
    ['/resourceGroup/name', '(my)-group_1.x'],
    ['/imageDefinition/identifier/sku', '22_04-lts.gen2-'],
    ['/imageVersion/name', '2147483647.0.10'],
    ['/imageVersion/location', 'West Central US'],
    ['/imageVersion/endOfLifeDate', '2026-11-24T10:30:00.5+01:00'],
    ['/imageVersion/source/id', `${images}/images/myImage`.toUpperCase()],
    ['/imageVersion/targetRegions/1/regionalReplicaCount', 100],
    ['/gallery/tags', { 'cost center': '' }],
    ['/imageDefinition/features', [{ name: 'IsAcceleratedNetworkSupported', value: 'True', startsAtVersion: '1.0.0' }]],
    ['/imageDefinition/features', [{ name: 'SecurityType', value: 'Standard' }]],
    ['/imageDefinition/recommended', { vCPUs: { min: 2, max: 2 }, memory: { max: 8 } }],
    ['/imageDefinition/disallowed', { diskTypes: ['Standard_LRS'] }],
    ['/imageDefinition/purchasePlan', { name: 'plan' }],
    ['/imageDefinition/allowUpdateImage', true],
    ['/share/scope', 'resourceGroup'],
  ])('allows at %s the value %j', (pointer, value) => {
    expect(problemsOf(changed(aRequest(), pointer, value))).toEqual([]);
  });

  test.each([
    ['/gallery/name', 'my-gallery', 'Did you mean "mygallery"?'],
    ['/gallery/name', 'my-gallery', 'no dashes'],
    ['/imageDefinition/name', '-my image-', 'Did you mean "myimage"?'],
    ['/imageVersion/name', 'v1.02', 'Did you mean "1.2.0"?'],
    ['/imageVersion/endOfLifeDate', '2027-06-30', 'Did you mean "2027-06-30T23:59:59Z"?'],
    ['/imageDefinition/osType', 'linux', 'Did you mean "Linux"?'],
    ['/imageVersion/targetRegions/0/regionalReplicaCount', '2', 'without quotes'],
    ['/imageVersion/excludeFromLatest', 'true', 'without quotes'],
  ])('tells what to write instead at %s of %j', (pointer, value, words) => {
    expect(problemsOf(changed(aRequest(), pointer, value))[0]?.detail).toContain(words);
  });

  test.each(['2027-02-30', '2027-13-01', 'tomorrow'])('suggests no date for %j', value => {
    expect(problemsOf(changed(aRequest(), '/imageVersion/endOfLifeDate', value))[0]?.detail).not.toContain('Did you');
  });

  test.each([
    ['/imageVersion/targetRegion', 'Did you mean "targetRegions"?'],
    ['/imageVersion/regions', 'Did you mean "targetRegions"?'],
    ['/imageVersion/TargetRegions', 'Did you mean "targetRegions"?'],
    ['/galery', 'Did you mean "gallery"?'],
    ['/imageVersion/source/Id', 'Did you mean "id"?'],
    ['/imageVersion/targetRegions/0/replicas', 'Remove it. The keys known here are name, regionalReplicaCount'],
    ['/imageVersion/targetRegions/0/replicaCount', 'Did you mean "regionalReplicaCount"?'],
    ['/__proto__', 'Remove it.'],
    ['/gallery/constructor', 'Remove it.'],
    ['/a~1b~0c', 'The key "a/b~c" is not known here.'],
  ])('refuses the unknown key %s', (pointer, advice) => {
    const [problem, ...others] = problemsOf(changed(aRequest(), pointer, { x: 1 }));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ pointer, code: 'UnknownKey', value: { x: 1 } });
    expect(problem?.detail).toContain(advice);
  });

  test.each(
    pointersOf(aRequest()).filter(
      pointer =>
        !/^$|^\/share$|\/targetRegions\/\d$|\/principals\/\d$|replicaCount|storageAccountType|excludeFromLatest/.test(
          pointer,
        ) && !/endOfLifeDate|architecture|\/role$|\/scope$/.test(pointer),
    ),
  )('tells that %s is missing', pointer => {
    expect(codesOf(without(aRequest(), pointer))).toContain(`MissingKey ${pointer}`);
  });

  test.each([
    '/imageVersion/source/osDiskImage',
    '/imageVersion/source/osDiskImage/source',
    '/imageVersion/source/dataDiskImages/0/lun',
    '/imageVersion/source/dataDiskImages/0/source/id',
  ])('tells that %s of a specialized request is missing', pointer => {
    expect(codesOf(without(aSpecializedRequest(), pointer))).toEqual([`MissingKey ${pointer}`]);
  });

  test.each<[string, unknown, unknown, string[]]>([
    [
      'a location that is no target region',
      aRequest(),
      { '/imageVersion/location': 'eastus' },
      ['LocationNotATargetRegion /imageVersion/location'],
    ],
    [
      'the same region twice, however it is written',
      aRequest(),
      { '/imageVersion/targetRegions/1/name': 'West Central US' },
      ['DuplicateRegion /imageVersion/targetRegions/1/name'],
    ],
    [
      'an end of life that has come',
      aRequest(),
      {
        '/imageVersion/endOfLifeDate': '2026-11-24T09:00:00Z',
        '/imageDefinition/endOfLifeDate': '2020-01-01T00:00:00Z',
      },
      ['NotInFuture /imageDefinition/endOfLifeDate', 'NotInFuture /imageVersion/endOfLifeDate'],
    ],
    [
      'a managed image for a specialized definition',
      aRequest(),
      { '/imageDefinition/osState': 'Specialized' },
      ['SourceNotSpecialized /imageVersion/source/id'],
    ],
    [
      'one LUN for two disks',
      aSpecializedRequest(),
      {
        '/imageVersion/source/dataDiskImages/1': { lun: 0, source: { id: `${images}/disks/other` } },
      },
      ['DuplicateLun /imageVersion/source/dataDiskImages/1/lun'],
    ],
    [
      'a LUN beyond 63',
      aSpecializedRequest(),
      { '/imageVersion/source/dataDiskImages/0/lun': 64 },
      ['InvalidValue /imageVersion/source/dataDiskImages/0/lun'],
    ],
    [
      'an image as a disk',
      aSpecializedRequest(),
      { '/imageVersion/source/osDiskImage/source/id': `${images}/images/myImage` },
      ['InvalidValue /imageVersion/source/osDiskImage/source/id'],
    ],
    [
      'two sources at once, and what is wrong in each',
      aRequest(),
      { '/imageVersion/source/osDiskImage': { source: { id: 5, x: 1 } }, '/imageVersion/source/disk': 1 },
      [
        'AmbiguousSource /imageVersion/source',
        'UnknownKey /imageVersion/source/disk',
        'WrongType /imageVersion/source/osDiskImage/source/id',
        'UnknownKey /imageVersion/source/osDiskImage/source/x',
      ],
    ],
    [
      'one principal twice',
      aRequest(),
      {
        '/share/principals/1': { principalId: 'A0000000-0000-4000-8000-000000000001', principalType: 'Group' },
      },
      ['DuplicatePrincipal /share/principals/1/principalId'],
    ],
    [
      'one feature twice',
      aRequest(),
      {
        '/imageDefinition/features': [
          { name: 'IsHibernateSupported', value: 'True' },
          { name: 'ishibernatesupported', value: 'False' },
        ],
      },
      ['DuplicateFeature /imageDefinition/features/1/name'],
    ],
    [
      'one disk type twice',
      aRequest(),
      { '/imageDefinition/disallowed': { diskTypes: ['Standard_LRS', 'standard_lrs'] } },
      ['DuplicateDiskType /imageDefinition/disallowed/diskTypes/1'],
    ],
    [
      'ranges upside down',
      aRequest(),
      { '/imageDefinition/recommended': { vCPUs: { min: 4, max: 2 }, memory: { min: 16, max: 8 } } },
      ['MinAboveMax /imageDefinition/recommended/vCPUs/min', 'MinAboveMax /imageDefinition/recommended/memory/min'],
    ],
    [
      'Arm64 on generation V1',
      aRequest(),
      { '/imageDefinition/architecture': 'Arm64' },
      ['NeedsGeneration2 /imageDefinition/hyperVGeneration'],
    ],
    [
      'trusted launch on generation V1',
      aRequest(),
      { '/imageDefinition/features': [{ name: 'SecurityType', value: 'TrustedLaunchSupported' }] },
      ['NeedsGeneration2 /imageDefinition/features/0/value'],
    ],
    [
      'a security type that does not exist',
      aRequest(),
      { '/imageDefinition/features': [{ name: 'SecurityType', value: 'VeryTrusted' }] },
      ['UnknownSecurityType /imageDefinition/features/0/value'],
    ],
    ['a tag twice', aRequest(), { '/gallery/tags': { env: 'test', ENV: 'test' } }, ['DuplicateTag /gallery/tags/ENV']],
    [
      'names and values of tags',
      aRequest(),
      { '/imageVersion/tags': { 'a/b': 'x', ['n'.repeat(513)]: 'x', long: 'x'.repeat(257), number: 1 } },
      [
        'InvalidValue /imageVersion/tags/a~1b',
        `InvalidValue /imageVersion/tags/${'n'.repeat(513)}`,
        'InvalidValue /imageVersion/tags/long',
        'WrongType /imageVersion/tags/number',
      ],
    ],
    [
      'too many tags',
      aRequest(),
      { '/resourceGroup/tags': Object.fromEntries([...Array(51).keys()].map(index => [`tag${index}`, 'x'])) },
      ['TooManyTags /resourceGroup/tags'],
    ],
    [
      'a tag that would change the prototype',
      aRequest(),
      { '/imageDefinition/tags': JSON.parse('{"__proto__": "x"}') },
      ['ReservedKey /imageDefinition/tags/__proto__'],
    ],
  ])('refuses %s', (_, request, changes, expected) => {
    const json = Object.entries(changes ?? {}).reduce((so, [pointer, value]) => changed(so, pointer, value), request);
    expect(codesOf(json)).toEqual(expected);
  });

  test('tells of a repeated region where it stood first, and shows it as it was typed', () => {
    const [problem] = problemsOf(changed(aRequest(), '/imageVersion/targetRegions/1/name', 'West Central US'));
    expect(problem?.detail).toContain('/imageVersion/targetRegions/0/name');
    expect(problem?.value).toBe('West Central US');
  });

  test('finds all problems at once: one wrong type hides no rule across fields', () => {
    const wrong = {
      '/gallery': 'myGallery',
      '/imageVersion/name': 1,
      '/imageVersion/replicaCount': 'one',
      '/imageVersion/location': 'eastus',
      '/imageVersion/targetRegions/1': { name: 'West Central US', regionalReplicaCount: 0 },
      '/imageVersion/endOfLifeDate': '2020-01-01T00:00:00Z',
      '/imageDefinition/osState': 'Specialized',
      '/share/principals/1': { principalId: 'a0000000-0000-4000-8000-000000000001' },
    };
    const json = Object.entries(wrong).reduce<unknown>(
      (so, [pointer, value]) => changed(so, pointer, value),
      aRequest(),
    );
    expect(codesOf(json).toSorted()).toEqual([
      'DuplicatePrincipal /share/principals/1/principalId',
      'DuplicateRegion /imageVersion/targetRegions/1/name',
      'InvalidValue /imageVersion/targetRegions/1/regionalReplicaCount',
      'LocationNotATargetRegion /imageVersion/location',
      'MissingKey /share/principals/1/principalType',
      'NotInFuture /imageVersion/endOfLifeDate',
      'SourceNotSpecialized /imageVersion/source/id',
      'WrongType /gallery',
      'WrongType /imageVersion/name',
      'WrongType /imageVersion/replicaCount',
    ]);
  });

  test.each([[null], [true], [5], ['text'], [[]], [[aRequest()]], [undefined]])('refuses %j as a whole', root => {
    expect(codesOf(root)).toEqual(['WrongType ']);
  });

  test('keeps quiet about the location while a target region cannot be read', () => {
    expect(codesOf(changed(aRequest(), '/imageVersion/targetRegions/0/name', 5))).toEqual([
      'WrongType /imageVersion/targetRegions/0/name',
    ]);
  });

  test('cuts large values', () => {
    const deep = [...Array(100_000).keys()].reduce<unknown>(inner => ({ inner, list: Array(1000).fill('x') }), 'end');
    const long = 'x'.repeat(100_000);
    const regions = [...Array(10_000).keys()].map(index => ({ name: `region${index}` }));
    const wrong = {
      '/deep': deep,
      '/apiVersion': long,
      '/gallery': deep,
      '/imageVersion/targetRegions': regions,
      '/imageDefinition/features': [{ name: 'SecurityType', value: long }],
      '/imageDefinition/disallowed': { diskTypes: [long, long] },
    };
    const json = Object.entries(wrong).reduce<unknown>(
      (so, [pointer, value]) => changed(so, pointer, value),
      aRequest(),
    );
    expect(codesOf(json)).toHaveLength(11);
    expect(JSON.stringify(problemsOf(json)).length).toBeLessThan(10_000);
  });

  test('tells at most 100 problems, and how many more there are', () => {
    const many = Object.fromEntries([...Array(5000).keys()].map(index => [`key${index}`, index]));
    const problems = problemsOf({ ...aRequest(), ...many });
    expect(problems).toHaveLength(100);
    expect(problems.at(-1)).toMatchObject({ pointer: '', code: 'TooManyProblems' });
    expect(problems.at(-1)?.detail).toContain('4901');
  });

  test('shows no value for what is missing, and the value itself for all else', () => {
    const json = changed(without(aRequest(), '/gallery/name'), '/imageVersion/name', '1.0');
    for (const { pointer, value } of problemsOf(json)) expect(value).toEqual(at(json, pointer));
  });
});
