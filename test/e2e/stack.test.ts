import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendantsOf, untilGone } from '../support/processTree';
import { type StartedCommand, startCommand } from '../support/startCommand';

describe('npm start', () => {
  let stateDir = '';
  const started: StartedCommand[] = [];
  const npmStart = (dir: string): StartedCommand => {
    const command = startCommand('npm', ['start', '--', '--json', '--state-dir', dir]);
    started.push(command);
    return command;
  };

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  });

  afterEach(async () => {
    for (const { child } of started) child.kill('SIGTERM');
    for (const { ended } of started.splice(0)) await ended;
    await rm(stateDir, { recursive: true });
  });

  it('prints the content of endpoints.json as its first line, through npm, and serves what it names', async () => {
    const endpoints = JSON.parse(await npmStart(stateDir).line());
    expect(endpoints).toEqual(JSON.parse(await readFile(join(stateDir, 'endpoints.json'), 'utf8')));
    expect(Object.keys(endpoints)).toEqual([
      ...['host', 'resourceManager', 'entra', 'graph', 'identity', 'control', 'caFile'],
      ...['tenantId', 'subscriptionId', 'clientId', 'clientSecret', 'storage', 'env', 'sdkEnv'],
    ]);
    expect(Object.keys(endpoints.env)).toEqual([
      ...['IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'NODE_EXTRA_CA_CERTS', 'AzureWebJobsStorage'],
      ...['VERNISSAGE_ARM_ENDPOINT', 'VERNISSAGE_GRAPH_ENDPOINT'],
    ]);
    const health = await fetch(`${endpoints.host}/api/health`);
    expect(health.status).toBe(200);
  });

  it('takes other ports when another stack has the usual ones, and refuses a folder that is in use', async () => {
    const first = JSON.parse(await npmStart(join(stateDir, 'first')).line());
    const second = JSON.parse(await npmStart(join(stateDir, 'second')).line());
    for (const name of ['host', 'resourceManager', 'storage']) expect(second[name]).not.toBe(first[name]);

    const { code, stderr } = await npmStart(join(stateDir, 'first')).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('belongs to a local stack that is running');
  });

  const whole = (command: StartedCommand): number => command.pid;
  it.each([
    ['npm', 'SIGINT', whole],
    ['npm', 'SIGTERM', whole],
    ['npm', 'SIGKILL', whole],
  ] as const)('leaves nothing behind when %s gets %s', async (_, signal, target) => {
    const command = npmStart(stateDir);
    await command.line();
    const processes = await descendantsOf(command.pid);
    expect(processes).toHaveLength(4);
    process.kill(target(command), signal);
    await untilGone([command.pid, ...processes]);
  });

  it.each([
    'SIGINT',
    'SIGTERM',
    'SIGKILL',
  ] as const)('leaves nothing behind when the command itself gets %s', async signal => {
    const command = npmStart(stateDir);
    await command.line();
    const [vernissage = 0, ...parts] = await descendantsOf(command.pid);
    process.kill(vernissage, signal);
    await untilGone([command.pid, vernissage, ...parts]);
  });
});
