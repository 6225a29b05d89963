import { join, resolve } from 'node:path';
import { packageRoot } from '../local/packageRoot';

/** Where local stacks keep their state unless told otherwise. */
const local = join(packageRoot, '.local');

/** The folder that was asked for; else the usual one, or when another stack has that, the next. */
export const stateDirsOf = (given: string | undefined): string[] =>
  given === undefined ? [local, ...numbered('stack')] : [resolve(given)];

/** The demo has its own folder, so that it can forget everything without touching what `npm start` keeps. */
export const demoStateDirs = (): string[] => [join(local, 'demo'), ...numbered('demo')];

const numbered = (name: string): string[] => [2, 3, 4, 5, 6, 7, 8, 9].map(n => join(local, `${name}-${n}`));
