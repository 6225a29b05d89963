import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimStateDir, StateDirInUse } from '../../local/stateDir';

describe('claimStateDir', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('refuses a folder that a living process has, and names the process', async () => {
    await claimStateDir(dir);
    await expect(claimStateDir(dir)).rejects.toThrow(StateDirInUse);
    await expect(claimStateDir(dir)).rejects.toThrow(`process ${process.pid}`);
  });

  it('takes a folder again after it was released', async () => {
    const { release } = await claimStateDir(dir);
    await release();
    await expect(claimStateDir(dir)).resolves.toBeDefined();
  });

  it.each([
    '',
    'not a number',
    '999999999',
  ])('takes over from a process that was killed and left %j behind', async left => {
    await writeFile(join(dir, 'stack.pid'), left);
    await expect(claimStateDir(dir)).resolves.toBeDefined();
  });

  it('makes a folder that is not there', async () => {
    await claimStateDir(join(dir, 'a', 'b'));
    expect(await readdir(join(dir, 'a'))).toEqual(['b']);
  });
});
