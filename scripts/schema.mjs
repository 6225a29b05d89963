// Writes schema/publish-request.v1.json from the one schema in domain/.
import './newerNode.cjs';
import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['domain/requestSchema.ts'],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { requestSchema } = await import(`data:text/javascript;base64,${code}`);
await writeFile('schema/publish-request.v1.json', `${JSON.stringify(requestSchema(), null, 2)}\n`);
