import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const read = (file: string) => readFileSync(file, 'utf8');

const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];

it.each(documents)('every link of %s leads somewhere', document => {
  const links = [...read(document).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  const local = links.filter(link => !/^[a-z]+:/.test(link));
  expect(local.filter(link => !existsSync(join(dirname(document), link)))).toEqual([]);
});

it('the README shows the smallest sample as it is', () => {
  const [, shown = ''] = /```json\n([\s\S]*?)\n```/.exec(read('README.md')) ?? [];
  expect(JSON.parse(shown)).toEqual(JSON.parse(read('samples/publish-minimal.json')));
});

it('every script that the README and CONTRIBUTING name exists', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const named = ['README.md', 'CONTRIBUTING.md'].flatMap(file =>
    [...read(file).matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});
