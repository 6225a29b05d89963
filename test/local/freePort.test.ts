import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../local/freePort';

describe('freePort', () => {
  it('gives the usual port when it is free, and another one when it is taken', async () => {
    const usual = await freePort(0);
    expect(await freePort(usual)).toBe(usual);

    const server = createServer().listen(usual, '127.0.0.1');
    await once(server, 'listening');
    const other = await freePort(usual);
    expect(other).toBeGreaterThan(0);
    expect(other).not.toBe(usual);
    server.close();
  });
});
