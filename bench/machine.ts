import { readFile } from 'node:fs/promises';
import { cpus, platform, release, totalmem } from 'node:os';

/** What the figures were measured on. */
export const machine = async () => {
  const {
    dependencies,
    devDependencies,
  }: Record<string, Record<string, string>> = JSON.parse(await readFile('package.json', 'utf8'));
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    versions: { ...dependencies, esbuild: devDependencies?.esbuild },
  };
};
