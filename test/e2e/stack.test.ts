import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { descendantsOf, untilGone, untilNoneMentions } from '../support/processTree';
import { packageRoot, type StartedCommand, startCommand } from '../support/startCommand';

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

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves nothing behind when npm gets %s', async signal => {
    const command = npmStart(stateDir);
    await command.line();
    const processes = await descendantsOf(command.pid);
    expect(processes).toHaveLength(4);
    process.kill(command.pid, signal);
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

  it.each([
    60, 80, 100, 150, 300, 600, 900,
  ])('leaves nothing behind when npm is killed %d ms into the start', async ms => {
    const command = npmStart(stateDir);
    await delay(ms);
    process.kill(command.pid, 'SIGKILL');
    await untilNoneMentions(stateDir);
  });

  it('stops, and says so, when a part of the stack dies', async () => {
    const command = npmStart(stateDir);
    await command.line();
    const processes = await descendantsOf(command.pid);
    process.kill(processes.at(-1) ?? 0, 'SIGKILL');
    const { code, stderr } = await command.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The local host was ended by SIGKILL\.\nThe last lines of .*host\.log:\n[\s\S]*\nAll logs: /m,
    );
    await untilGone(processes);
    expect(await readdir(stateDir)).not.toContain('endpoints.json');
  });

  it('prints lines to copy that post a request, drop it on the queue, and show the publication', async () => {
    const command = startCommand('npm', ['start', '--', '--speed', '400', '--auth', '--state-dir', stateDir]);
    started.push(command);
    const copied: string[] = [];
    while (copied.length < 3) copied.push(...[await command.line()].filter(line => line.includes(' curl ')));
    const [post = '', drop = '', show = ''] = copied;
    expect(JSON.parse(await shell(post))).toMatchObject({ id: expect.stringMatching(/^mygallery-/), state: 'running' });
    expect(await shell(drop)).toContain('<MessageId>');
    expect(JSON.parse(await shell(show))).toMatchObject({ state: 'running' });
  });
});

const shell = async (line: string): Promise<string> =>
  (await promisify(execFile)('sh', ['-c', line], { cwd: packageRoot })).stdout;
