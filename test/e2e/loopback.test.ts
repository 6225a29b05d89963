import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, startCommand } from '../support/startCommand';

describe('a process of the stack', () => {
  it('connects, listens and looks up names on loopback only, during a whole demo', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'vernissage-'));
    const { code } = await startCommand(process.execPath, ['dist/vernissage.js', 'demo', '--speed', '400'], {
      NODE_OPTIONS: `--require ${join(packageRoot, 'test', 'support', 'loopbackOnly.cjs')}`,
      LOOPBACK_REPORT: join(dir, 'report'),
    }).ended;
    expect(code).toBe(0);

    const lines = (await readFile(join(dir, 'report'), 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const watched = lines.filter(({ kind }) => kind === 'watched').map(line => line.process.split(' ')[1]);
    expect(watched.sort()).toEqual(['azure', 'azurite', 'demo', 'host']);
    expect(lines.filter(({ kind }) => kind !== 'watched')).toEqual([]);
    await rm(dir, { recursive: true });
  });
});
