import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { registeredFunctions } from '../support/registeredFunctions';

const { main }: { main: string } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the bundle that is deployed', () => {
  it('is one file that needs nothing but Node.js and what the host injects', () => {
    const required = [...readFileSync(main, 'utf8').matchAll(/[^.\w]require\("([^"]+)"\)/g)].map(([, id = '']) => id);
    const optional = [
      '@azure/identity-vscode',
      '@azure/identity-broker',
      '@azure/functions-core',
      '@opentelemetry/api',
    ];
    expect([...new Set(required)].filter(id => !isBuiltin(id) && !optional.includes(id))).toEqual([]);
  });

  it('has a source map', () => {
    expect(existsSync(`${main}.map`)).toBe(true);
  });

  it('registers functions that the real host accepts: no leading slash in a route, no names that differ only in case', async () => {
    const functions = await registeredFunctions(main);
    const names = functions.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(
      functions.flatMap(({ route }) => (route === undefined ? [] : [route])).filter(route => route.startsWith('/')),
    ).toEqual([]);
  });

  it('asks for a function key on every route', async () => {
    const functions = await registeredFunctions(main);
    const http = functions.filter(({ route }) => route !== undefined);
    expect(http.map(({ authLevel }) => authLevel)).toEqual(http.map(() => 'function'));
    expect(http).toHaveLength(5);
  });
});
