// Builds everything that runs: the app as one bundle for the Functions host, the `vernissage` command,
// and, with --bench, the benchmarks and the app file by file beside node_modules (what they compare the bundle with).
import { globSync } from 'node:fs';
import { build } from 'esbuild';

const newerNode = `(v => { if (v < 24) { const message = 'Vernissage needs Node.js 24 or newer; this is ' + process.version + '. Run "npm ci" and start it through npm (npm run …), which uses the pinned Node.js.'; if (typeof require === 'function' && require.main === module) { console.error(message); process.exit(1); } throw new Error(message); } })(Number(process.versions.node.split('.')[0]));`;

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
  entryPoints: globSync(['main.ts', 'config.ts', '{activities,azure,domain,functions,orchestrators}/**/*.ts']),
  outdir: 'dist/plain',
};

await Promise.all([
  build(app),
  build(command),
  ...(process.argv.includes('--bench') ? [build(plain), build(bench)] : []),
]);
