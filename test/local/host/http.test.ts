import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startAzurite, type TestAzurite } from '../../support/azurite';
import { RunningHost } from '../../support/runningHost';

describe('HTTP functions', () => {
  let azurite: TestAzurite;
  let host: RunningHost;

  beforeAll(async () => {
    azurite = await startAzurite();
    host = await RunningHost.start({ storage: azurite.connectionString });
  });
  afterAll(async () => {
    await host.stop();
    await azurite.stop();
  });

  it('are found by a route with constraints and a catch-all, without regard to case', async () => {
    const response = await host.fetch('/API/Items/7/a/b%20c');

    expect(await response.json()).toEqual({ id: '7', rest: 'a/b c' });
  });

  it.each([
    ['a constraint that does not hold', 'GET', '/api/items/seven'],
    ['a method that is not the function’s', 'POST', '/api/items/7'],
    ['a path that is nobody’s', 'GET', '/api/nothing'],
    ['a path without the prefix', 'GET', '/items/7'],
  ])('answer 404 and nothing more to %s', async (_, method, path) => {
    const response = await host.fetch(path, { method });

    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it.each([
    ['nothing', 204],
    ['text', 500],
    ['error', 500],
  ])('that return or throw %s answer %d with an empty body', async (kind, status) => {
    const response = await host.fetch(`/api/answer/${kind}`);

    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  it('answer with their body and cookies', async () => {
    const response = await host.fetch('/api/answer/hello');

    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect(response.headers.getSetCookie()).toEqual(['a=1; path=/; httponly']);
  });

  it('get the body when its length is told, and none when it comes in chunks, as on the real host', async () => {
    const whole = await host.fetch('/api/length', { method: 'POST', body: 'x'.repeat(100_000) });
    const chunked = await host.fetch('/api/length', chunkedRequest('x'.repeat(100_000)));

    expect([await whole.json(), await chunked.json()]).toEqual([100_000, 0]);
  });

  it('leave the host running when they forget to catch a rejection', async () => {
    const careless = await host.fetch('/api/careless', { method: 'POST' });
    const next = await host.fetch('/api/answer/still-here');

    expect([await careless.text(), await next.text()]).toEqual(['done', 'still-here']);
  });

  it('are listed by the admin API', async () => {
    const response = await host.fetch('/admin/functions');
    const functions: { name: string }[] = JSON.parse(await response.text());

    expect(functions.map(({ name }) => name)).toEqual(host.functions);
    expect((await host.fetch('/admin/host/ping')).status).toBe(200);
    expect(await (await host.fetch('/admin/host/status')).json()).toMatchObject({ state: 'Running' });
  });
});

const chunkedRequest = (text: string): RequestInit => ({
  method: 'POST',
  body: new ReadableStream({
    start: controller => {
      controller.enqueue(Buffer.from(text));
      controller.close();
    },
  }),
  duplex: 'half',
});

describe('a host that asks for keys', () => {
  let azurite: TestAzurite;
  let host: RunningHost;
  let keys: { master: string; functions: string };

  beforeAll(async () => {
    azurite = await startAzurite();
    host = await RunningHost.start({ storage: azurite.connectionString, args: ['--auth'] });
    keys = JSON.parse(readFileSync(join(host.state, 'keys.json'), 'utf8'));
  });
  afterAll(async () => {
    await host.stop();
    await azurite.stop();
  });

  const statusOf = async (path: string, key?: string, headers: Record<string, string> = {}) => {
    const response = await host.fetch(key === undefined ? path : `${path}?code=${key}`, { headers });
    return response.status;
  };

  it('keeps the keys where only their owner can read them', () => {
    expect(statSync(join(host.state, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('lets a function key in to functions, and only the master key to what is for admins', async () => {
    expect(await statusOf('/api/items/1')).toBe(401);
    expect(await statusOf('/api/items/1', 'wrong')).toBe(401);
    expect(await statusOf('/api/items/1', keys.functions)).toBe(200);
    expect(await statusOf('/api/secret', keys.functions)).toBe(401);
    expect(await statusOf('/api/secret', keys.master)).toBe(200);
    expect(await statusOf('/api/answer/anonymous')).toBe(200);
  });

  it('lets a wrong key in the header win over a right one in the query', async () => {
    expect(await statusOf('/api/items/1', keys.functions, { 'x-functions-key': 'wrong' })).toBe(401);
  });

  it('guards the admin and management APIs', async () => {
    expect(await statusOf('/admin/functions')).toBe(401);
    expect(await statusOf('/admin/functions', keys.functions)).toBe(403);
    expect(await statusOf('/admin/functions', keys.master)).toBe(200);
    expect(await statusOf('/admin/host/ping')).toBe(200);
    expect(await statusOf('/runtime/webhooks/durabletask/instances')).toBe(401);
  });

  it('hands out management addresses that work', async () => {
    const response = await host.fetch('/api/start/chain', { method: 'POST' });
    const { statusQueryGetUri }: { statusQueryGetUri: string } = JSON.parse(await response.text());

    expect([200, 202]).toContain((await fetch(statusQueryGetUri)).status);
  });
});
