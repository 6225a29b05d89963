// Builds everything that runs: the app as one bundle for the Functions host, the `vernissage` command,
// and, with --bench, the benchmarks and the app file by file beside node_modules (what they compare the bundle with).
import fs from 'node:fs';
import { build } from 'esbuild';
import { banner as newerNode } from './newerNode.cjs';

const shared = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
  banner: { js: newerNode },
};

const app = {
  ...shared,
  entryPoints: ['main.ts'],
  bundle: true,
  external: ['@azure/functions-core'],
  // A dependency calls createRequire(import.meta.url), which esbuild leaves undefined in CommonJS.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: `${newerNode}const bundleUrl = require('node:url').pathToFileURL(__filename).href;` },
  outfile: 'dist/main.js',
};

const command = {
  ...shared,
  entryPoints: ['cli/vernissage.ts'],
  bundle: true,
  packages: 'external',
  outfile: 'dist/vernissage.js',
  banner: { js: `#!/usr/bin/env node\n${newerNode}` },
};

const bench = { ...command, entryPoints: ['bench/main.ts'], outfile: 'dist/bench.js' };

const plain = {
  ...shared,
  entryPoints: fs.globSync(['main.ts', 'config.ts', '{activities,azure,domain,functions,orchestrators}/**/*.ts']),
  outdir: 'dist/plain',
};

await Promise.all([
  build(app),
  build(command),
  ...(process.argv.includes('--bench') ? [build(plain), build(bench)] : []),
]);
