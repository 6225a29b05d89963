import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './startCommand';

const needed = ['dist', 'package.json', 'host.json', 'samples'];

/** What the command needs of this package, in a folder of its own where a test may break things. */
export const copyPackage = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  for (const part of needed) await cp(join(packageRoot, part), join(dir, part), { recursive: true });
  await symlink(join(packageRoot, 'node_modules'), join(dir, 'node_modules'));
  return {
    dir,
    change: async (file: string, change: (text: string) => string): Promise<void> =>
      writeFile(join(dir, file), change(await readFile(join(dir, file), 'utf8'))),
    remove: () => rm(dir, { recursive: true }),
  };
};
