import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Publication } from '../../domain/publication';
import { copyPackage } from '../support/packageCopy';
import { untilNoneMentions } from '../support/processTree';
import { startCommand } from '../support/startCommand';

describe('a demo that fails', () => {
  let broken: Awaited<ReturnType<typeof copyPackage>>;
  const demo = (...args: string[]) =>
    startCommand(process.execPath, [join(broken.dir, 'dist', 'vernissage.js'), 'demo', ...args]).ended;

  beforeEach(async () => {
    broken = await copyPackage();
  });
  afterEach(async () => {
    await untilNoneMentions(broken.dir);
    await broken.remove();
  });

  it('ends with code 1, the reason, and the end of the log when a publication is rejected', async () => {
    await broken.change('samples/publish-linux.json', text => text.replace('images/myImage"', 'images/noSuchImage"'));
    const { code, stdout, stderr } = await demo('--json');
    expect(code).toBe(1);
    const { publications }: { publications: Publication[] } = JSON.parse(stdout);
    expect(publications).toHaveLength(1);
    expect(publications[0]).toMatchObject({
      state: 'rejected',
      error: { message: expect.stringContaining('noSuchImage') },
    });
    expect(stderr).toMatch(/✖ rejected: .*noSuchImage/);
    expect(stderr).toMatch(/The last lines of .*host\.log:\n(?: {2}.*\n)+All logs: /);
  });

  it('ends with code 1 and the reason when the app cannot be loaded, and leaves no endpoints behind', async () => {
    await broken.change('dist/main.js', () => "throw new Error('the app is broken');");
    const { code, stdout, stderr } = await demo('--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /The local host ended with code 1\.\nThe last lines of .*host\.log:\n[\s\S]*the app is broken/,
    );
    await expect(access(join(broken.dir, '.local', 'demo', 'endpoints.json'))).rejects.toThrow('ENOENT');
  });
});
