import { mkdir, writeFile } from 'node:fs/promises';
import { barePublication } from './barePublication';
import { benchIndex } from './benchIndex';
import { benchPublication } from './benchPublication';
import { benchStart } from './benchStart';
import { loadApp } from './loadApp';
import { machine } from './machine';

const resultsFile = 'bench/results.json';

/** Every figure with its baseline from the same run, in one JSON file; the same on stdout. */
const measureAll = async (): Promise<void> => {
  await mkdir('.local/bench', { recursive: true });
  const results = {
    measuredAt: new Date().toISOString(),
    machine: await machine(),
    start: await benchStart(),
    publication: await benchPublication(),
    index: await benchIndex(),
  };
  const text = `${JSON.stringify(results, null, 2)}\n`;
  await writeFile(resultsFile, text);
  process.stdout.write(text);
};

/** Some measurements need a process of their own: the benchmark starts itself again with their name. */
const [, , name, argument = ''] = process.argv;
const parts: Record<string, () => Promise<void>> = {
  'load-app': () => loadApp(argument),
  'bare-publication': () => barePublication(JSON.parse(argument)),
};
const part = name === undefined ? measureAll : parts[name];
if (!part) throw new Error(`There is no benchmark "${name}".`);
void part();
