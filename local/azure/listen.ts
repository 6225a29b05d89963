import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { makeCertificates } from './certificate';
import { identityPath } from './entra';
import type { LocalAzure } from './LocalAzure';
import { ConnectionReset } from './shared/AzureError';

interface ListenOptions {
  /** A free one by default. */
  port?: number;
  /** Where `ca.pem` is written. */
  stateDir: string;
}

/** Where everything is, and what a client needs to use it. */
export interface Endpoints {
  resourceManager: string;
  entra: string;
  graph: string;
  identity: { endpoint: string; header: string };
  control: string;
  caFile: string;
  tenantId: string;
  subscriptionId: string;
  clientId: string;
  clientSecret: string;
}

export interface Listening {
  endpoints: Endpoints;
  close(): Promise<void>;
}

/** As long as Azure's: with Node's five seconds, clients that poll more slowly than that meet closing connections. */
const keepAliveTimeout = 240_000;

/** Serves a local Azure over TLS on loopback, with a certificate of its own. */
export const listen = async (azure: LocalAzure, { port = 0, stateDir }: ListenOptions): Promise<Listening> => {
  const { ca, cert, key } = await makeCertificates();
  const server = createServer({ cert, key, requestTimeout: 60_000, keepAliveTimeout }, listenerOf(azure));
  await listening(server, port);
  const caFile = join(resolve(stateDir), 'ca.pem');
  await mkdir(stateDir, { recursive: true });
  await writeFile(caFile, ca);
  return { endpoints: endpointsOf(azure, server, caFile), close: () => closed(server) };
};

/** A reset breaks the connection under the client instead of answering. */
const listenerOf = (azure: LocalAzure) =>
  getRequestListener(async (request, { incoming }) => {
    try {
      return await azure.fetch(request);
    } catch (error) {
      if (!(error instanceof ConnectionReset)) throw error;
      incoming.destroy();
      return new Response(null, { status: 500 });
    }
  });

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', error => reject(cannotListen(port, error)));
    server.listen(port, '127.0.0.1', resolve);
  });

const cannotListen = (port: number, cause: Error): Error => {
  const cure = port === 0 ? '' : ' Give another port with --port, or none for a free one.';
  return new Error(`The local Azure cannot listen on 127.0.0.1:${port}: ${cause.message}.${cure}`, { cause });
};

const closed = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const endpointsOf = ({ seed, identityHeader }: LocalAzure, server: Server, caFile: string): Endpoints => {
  const origin = `https://localhost:${portOf(server.address())}`;
  const operator = seed.servicePrincipals.find(({ secrets }) => secrets?.length);
  return {
    resourceManager: origin,
    entra: origin,
    graph: `${origin}/graph`,
    identity: { endpoint: `${origin}${identityPath}`, header: identityHeader },
    control: `${origin}/local`,
    caFile,
    tenantId: seed.tenantId,
    subscriptionId: seed.subscriptionId,
    clientId: operator?.appId ?? '',
    clientSecret: operator?.secrets?.[0] ?? '',
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('The local Azure listens on no port.');
};
