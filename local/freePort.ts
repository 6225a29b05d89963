import { createServer } from 'node:net';

/** The usual port when nobody listens there on loopback, else one that the system chooses. */
export const freePort = async (usual: number): Promise<number> => (await tryPort(usual)) ?? (await tryPort(0)) ?? 0;

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
