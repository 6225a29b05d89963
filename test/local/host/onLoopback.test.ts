import { once } from 'node:events';
import { createServer } from 'node:net';
import { onLoopback } from '../../../local/host/worker/onLoopback';

type Listen = (server: ReturnType<typeof createServer>) => void;

const addressOf = async (listen: Listen): Promise<unknown> => {
  const server = createServer();
  listen(server);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address;
};

describe('onLoopback', () => {
  it.each<[string, Listen]>([
    ['a callback alone', server => server.listen(() => {})],
    ['a port', server => server.listen(0)],
    ['a port and a callback', server => server.listen(0, () => {})],
    ['a port and an interface', server => server.listen(0, '127.0.0.1')],
  ])('binds a server that is given %s to loopback', async (_, listen) => {
    await expect(onLoopback(() => addressOf(listen))).resolves.toMatchObject({ address: '127.0.0.1' });
  });

  it('changes nothing afterwards', async () => {
    await onLoopback(async () => {});
    await expect(addressOf(server => server.listen(0, '127.0.0.2'))).resolves.toMatchObject({ address: '127.0.0.2' });
    await expect(addressOf(server => server.listen(() => {}))).resolves.not.toMatchObject({ address: '127.0.0.1' });
  });
});
