import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJsonObject, messageOf, tryParseJson } from '../json';

/** Loads the app's entry files in order; they register their functions through the injected core module. */
export async function loadApp(directory: string): Promise<void> {
  const { main, type } = readPackageJson(directory);
  for (const file of entryFiles(directory, main)) {
    try {
      await loadFile(join(directory, file), type === 'module');
    } catch (error) {
      throw new Error(`Worker was unable to load entry point "${file}": ${messageOf(error)}`, { cause: error });
    }
  }
}

function readPackageJson(directory: string): { main: string; type: string } {
  const file = join(directory, 'package.json');
  const content = tryParseJson(readFileIn(directory, 'package.json'));
  if (!isJsonObject(content)) throw new Error(`${file} is not valid JSON.`);
  const { main, type } = content;
  if (typeof main !== 'string')
    throw new Error(`${file} has no "main": name the app's entry file, or a pattern for several.`);
  return { main, type: typeof type === 'string' ? type : 'commonjs' };
}

function readFileIn(directory: string, name: string): string {
  try {
    return readFileSync(join(directory, name), 'utf8');
  } catch (error) {
    throw new Error(`There is no Functions app in ${directory}: ${messageOf(error)}`);
  }
}

function entryFiles(directory: string, main: string): string[] {
  const files = globSync(main, { cwd: directory }).sort();
  if (files.length > 0) return files;
  const reason = /[*{}?[\]]/.test(main)
    ? 'Found zero files matching the supplied pattern'
    : 'File does not exist. Was the app built?';
  throw new Error(`Worker was unable to load entry point "${main}": ${reason}`);
}

async function loadFile(file: string, isModule: boolean): Promise<void> {
  const extension = extname(file);
  if (extension === '.mjs' || (isModule && extension !== '.cjs')) await import(pathToFileURL(file).href);
  else createRequire(file)(file);
}
