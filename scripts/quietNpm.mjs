// Runs after an install (`prepare`). npm prints a banner on stdout before a script runs, in front of what
// `npm run demo -- --json` prints there, and only the log level "silent" of a .npmrc stops it. That level also hides
// why an install failed, so the file is not in git: the first `npm ci` of a clone still says everything.
import './newerNode.cjs';
import { writeFile } from 'node:fs/promises';

const settings = `# Written by scripts/quietNpm.mjs, which says why. npm's own messages: npm <command> --loglevel=notice
loglevel=silent
`;

await writeFile('.npmrc', settings, { flag: 'wx' }).catch(error => {
  if (error.code !== 'EEXIST') throw error;
});
