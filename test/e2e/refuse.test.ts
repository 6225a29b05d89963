import { createHash } from 'node:crypto';
import { publicationId, resourceIds } from '../../domain/ids';
import type { Publication } from '../../domain/publication';
import { aRequest } from '../support/aRequest';
import { changed } from '../support/changed';
import { inGallery } from '../support/inGallery';
import { noSuchImage } from '../support/noSuchImage';
import { runByHand } from '../support/runByHand';
import { until } from '../support/runningHost';
import { usingStack } from '../support/usingStack';

const stack = usingStack('refuse');

const text = (value: unknown): string => JSON.stringify(value);
const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64');
const rejectedId = (bytes: string | Uint8Array): string =>
  `rejected-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;

const wrongInMany = changed(
  changed(inGallery('dash-ed'), '/imageVersion/replicaCount', 0),
  '/imageVersion/name',
  '1.0',
);
const published = inGallery('published');
const withOtherContent = changed(published, '/imageVersion/endOfLifeDate', '2027-07-31T00:00:00Z');
const notBase64 = 'this is no base64!';

const messages = [
  { what: 'not JSON', content: '{"apiVersion": "v1",', code: 'not-json', pointers: [''] },
  { what: 'not UTF-8', content: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), code: 'not-json', pointers: [''] },
  { what: 'empty', content: '', code: 'not-json', pointers: [''] },
  {
    what: 'with a misspelt key',
    content: text({ ...inGallery('misspelt'), imageVersoin: {} }),
    code: 'UnknownKey',
    pointers: ['/imageVersoin'],
  },
  {
    what: 'wrong in many places',
    content: text(wrongInMany),
    code: 'InvalidValue',
    pointers: ['/gallery/name', '/imageVersion/name', '/imageVersion/replicaCount'],
  },
  {
    what: 'about a published version, with other content',
    content: text(withOtherContent),
    code: 'version-has-other-content',
    pointers: ['/imageVersion/endOfLifeDate'],
  },
];

beforeAll(async () => {
  const { api, queue } = stack();
  await api.publish(published);
  await api.ended(publicationId(published));
  for (const { content } of messages) await queue.send(content);
  await queue.sendText(notBase64);
});

describe('a message on the queue', () => {
  it.each(messages)('that is $what is listed at its first delivery', async ({ content, code, pointers }) => {
    const { api } = stack();
    const rejected = await api.ended(rejectedId(content), { withinMs: 4000 });

    expect(rejected).toMatchObject({ state: 'rejected', attempt: 1, resources: [], roleAssignments: [] });
    expect(problemsOf(rejected)).toEqual(pointers.map(pointer => expect.objectContaining({ code, pointer })));
  });
});

describe('a request over HTTP', () => {
  it('that is not JSON is answered as such', async () => {
    expect(await stack().api.publish('{"apiVersion": "v1",')).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: 'urn:vernissage:problem:not-json' },
    });
  });

  it('that is wrong in many places is answered with all of them', async () => {
    expect(await stack().api.publish(wrongInMany)).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        errors: [
          { pointer: '/gallery/name', value: 'dash-ed' },
          { pointer: '/imageVersion/name', value: '1.0' },
          { pointer: '/imageVersion/replicaCount', value: 0 },
        ],
      },
    });
  });
});

describe('a request that Azure would refuse', () => {
  const request = inGallery(
    'published',
    aRequest({
      gallery: { location: 'eastus' },
      imageDefinition: { osType: 'Windows' },
      imageVersion: { name: '2.0.0', source: { id: noSuchImage } },
    }),
  );
  const pointers = ['/imageVersion/source/id', '/gallery/location', '/imageDefinition/osType'];

  it('is rejected with every reason, before anything is touched', async () => {
    const { api, queue, azure } = stack();
    await queue.send(request);
    const rejected = await api.ended(publicationId(request));

    expect(rejected).toMatchObject({ state: 'rejected', step: 'checkPlan', attempt: 1, resources: [] });
    expect(problemsOf(rejected).map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await azure.requests('PUT Microsoft.Compute/galleries/images/versions', '2.0.0')).toEqual([]);
  });

  it('starts the next attempt of the same publication when it is sent again, now right', async () => {
    const { api, queue } = stack();
    const right = inGallery('published', aRequest({ imageVersion: { name: '2.0.0' } }));
    await queue.send(right);
    const publication = await api.ended(publicationId(request), { attempt: 2 });

    expect(publication).toMatchObject({ state: 'published', attempt: 2, request: right });
    expect(publication).not.toHaveProperty('error');
  });
});

describe('validateOnly', () => {
  it('tells what would be created, and starts nothing', async () => {
    const { api, azure } = stack();
    const request = inGallery('validated');
    const ids = resourceIds(request);
    const before = putsIn(await azure.counters());

    expect(await api.validate(request)).toMatchObject({
      status: 200,
      body: { valid: true, create: Object.values(ids), change: [], keep: [], roleAssignments: [{ create: true }] },
    });
    expect(putsIn(await azure.counters())).toEqual(before);
    expect(await api.find(publicationId(request))).toBeUndefined();
  });

  it('tells what is there already and what would change', async () => {
    const { api } = stack();
    const ids = resourceIds(published);
    const next = inGallery(
      'published',
      aRequest({ gallery: { tags: { team: 'x' } }, imageVersion: { name: '3.0.0' } }),
    );

    expect(await api.validate(next)).toMatchObject({
      status: 200,
      body: {
        create: [resourceIds(next).imageVersion],
        change: [{ id: ids.gallery, properties: ['tags'] }],
        keep: [ids.resourceGroup, ids.imageDefinition],
        roleAssignments: [{ create: false }],
      },
    });
  });

  it('tells every reason why Azure would refuse', async () => {
    const { api } = stack();
    const imageVersion = { source: { id: noSuchImage } };
    const refused = inGallery('published', aRequest({ imageDefinition: { osType: 'Windows' }, imageVersion }));

    const answer = await api.validate(refused);
    expect(answer).toMatchObject({ status: 422, headers: { 'content-type': 'application/problem+json' } });
    expect(text(answer.body)).toContain('/imageVersion/source');
    expect(text(answer.body)).toContain('/imageDefinition/osType');
  });
});

// Last, because the host delivers a message five times, seconds apart, before it gives up.
describe('the poison queue', () => {
  it('gets every refused message as it was sent', async () => {
    const { queue } = stack();
    const sent = [...messages.map(({ content }) => base64(content)), notBase64];
    const poisoned = await until('every refused message is poisoned', async () => {
      const found = await queue.poisoned();
      return found.length >= sent.length ? found : undefined;
    });
    expect(poisoned.map(message => message.text).sort()).toEqual(sent.sort());
  });

  it('is watched for what the host cannot decode, which is listed once by its message id', async () => {
    const { api, queue, endpoints } = stack();
    const lost = (await queue.poisoned()).find(message => message.text === notBase64);
    const id = `rejected-${lost?.messageId.replaceAll('-', '')}`;
    await runByHand(endpoints.host, 'watchPoisonQueue');
    const rejected = await api.ended(id);
    expect(rejected).toMatchObject({ state: 'rejected', request: notBase64, error: { code: 'not-base64' } });

    await runByHand(endpoints.host, 'watchPoisonQueue');
    expect(await api.find(id)).toEqual(rejected);
    const { value } = await api.page('?state=rejected&top=200');
    expect(value.map(publication => publication.id).sort()).toEqual(
      [id, ...messages.map(({ content }) => rejectedId(content))].sort(),
    );
  });
});

const problemsOf = ({ error }: Publication) => error?.problems ?? (error ? [error] : []);

const putsIn = ({ byOperation }: { byOperation: Record<string, number> }) =>
  Object.entries(byOperation).filter(([operation]) => /^(PUT|PATCH|POST|DELETE) /.test(operation));
