import { globSync, readFileSync } from 'node:fs';

/** What dependency-cruiser cannot tell with TypeScript 7, which has no compiler API for it: types from values. */
it.each(globSync('{orchestrators,functions}/*.ts'))('%s knows only the types of activities and settings', file => {
  const imports = readFileSync(file, 'utf8').match(/^import [^;]*from '\.\.\/(activities|config)[^;]*;/gm) ?? [];
  expect(imports.filter(line => !line.startsWith('import type '))).toEqual([]);
});
