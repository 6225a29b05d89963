import { join } from 'node:path';

/** The folder of package.json: one above both `local/` and `dist/`. */
export const packageRoot = join(__dirname, '..');
