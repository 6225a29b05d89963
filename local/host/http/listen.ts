import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { messageOf } from '../json';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback: on the port given, or with `orFree` on a free one when that is taken. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { port, orFree }: { port: number; orFree: boolean },
): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  try {
    await listenOn(server, port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    if (!orFree)
      throw new Error(`Port ${port} is taken: choose another with --port, or leave --port out. (${messageOf(error)})`);
    await listenOn(server, 0);
  }
  return { port: portOf(server), close: () => close(server) };
}

const listenOn = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

/** Lets requests under way end for a while, then cuts them. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 5000);
  await closed;
  clearTimeout(cut);
}
