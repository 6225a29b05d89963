import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { createLocalAzure, type Endpoints, type Listening, type LocalAzure, listen } from '../../../local/azure';

const run = promisify(execFile);

let stateDir: string;
let azure: LocalAzure;
let listening: Listening;
let endpoints: Endpoints;
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  azure = createLocalAzure();
  listening = await listen(azure, { stateDir });
  endpoints = listening.endpoints;
});
afterAll(async () => {
  await listening.close();
  await rm(stateDir, { recursive: true });
});

/** Everything the server says to bytes that no client library would send. */
const raw = async (bytes: string): Promise<string> => {
  const { port } = new URL(endpoints.resourceManager);
  const ca = await readFile(endpoints.caFile, 'utf8');
  const socket = connect({ port: Number(port), host: '127.0.0.1', servername: 'localhost', ca });
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', chunk => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await new Promise(resolve => socket.on('close', resolve));
  return text;
};

const close = 'Host: localhost\r\nConnection: close\r\n\r\n';

describe('listen', () => {
  it.each(['localhost', '127.0.0.1'])('certificate: is good for %s', async host => {
    const { port } = new URL(endpoints.resourceManager);
    const script = `fetch('https://${host}:${port}/metadata/endpoints?api-version=2022-09-01').then(r => console.log(r.status))`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: endpoints.caFile };
    const { stdout } = await run(process.execPath, ['-e', script], { env });
    expect(stdout).toBe('200\n');
  });

  it('endpoints: are all on one origin, with what a client needs', () => {
    const { resourceManager } = endpoints;
    expect(resourceManager).toMatch(/^https:\/\/localhost:\d+$/);
    expect(endpoints).toMatchObject({
      entra: resourceManager,
      graph: `${resourceManager}/graph`,
      identity: { endpoint: `${resourceManager}/msi/token`, header: azure.identityHeader },
      control: `${resourceManager}/local`,
      subscriptionId: '5ab00000-0000-4000-8000-000000000001',
    });
  });

  it('port: a taken one is refused with what to do', async () => {
    const { port } = new URL(endpoints.resourceManager);
    await expect(listen(azure, { stateDir, port: Number(port) })).rejects.toThrow('Give another port with --port');
  });

  it.each([
    ['a path that is a star', `GET * HTTP/1.1\r\n${close}`],
    ['a path that is a URL of another host', `GET http://example.com/x HTTP/1.1\r\n${close}`],
    ['two slashes', `GET //subscriptions?api-version=1 HTTP/1.1\r\n${close}`],
    ['a broken escape', `GET /subscriptions/%zz HTTP/1.1\r\n${close}`],
    ['a host that is none', `GET /subscriptions HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n`],
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a body that is longer than it says', `PUT /subscriptions/x HTTP/1.1\r\nContent-Length: 2\r\n${close}{}{}{}`],
  ])('bad input: %s is answered, and the next request, too', async (_, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await raw(`GET /local/counters HTTP/1.1\r\n${close}`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('bad input: a body of many megabytes is refused before it is all there', async () => {
    const head = `PUT /subscriptions/x HTTP/1.1\r\nContent-Length: 900000000\r\n${close}`;
    expect(await raw(head + 'x'.repeat(5_000_000))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('reset: the connection ends without a word', async () => {
    azure.faults.add({ match: { resource: '/tenants' }, effect: { reset: 'before' }, times: 1 });
    expect(await raw(`GET /tenants HTTP/1.1\r\n${close}`)).toBe('');
  });
});
