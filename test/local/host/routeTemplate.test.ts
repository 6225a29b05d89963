import { matchTemplate, parseTemplate, precedence } from '../../../local/host/http/routeTemplate';

const match = (template: string, path: string) => matchTemplate(parseTemplate(template), path);

describe('a route template', () => {
  it.each([
    ['api/items', 'API/Items', {}],
    ['api/items/{id}', 'api/items/a%20b%2Fc', { id: 'a b%2Fc' }],
    ['api/items/{id?}', 'api/items', {}],
    ['api/items/{id=7}', 'api/items', { id: '7' }],
    ['api/items/{id:int?}', 'api/items/12/', { id: '12' }],
    ['api/{*rest}', 'api/a/b', { rest: 'a/b' }],
    ['api/{*rest}', 'api', {}],
    ['api/{id:guid}', 'api/8c3a1c1e-5f0a-4f0b-9c43-0a3d2c1b0a99', { id: '8c3a1c1e-5f0a-4f0b-9c43-0a3d2c1b0a99' }],
    ['api/{name:length(2,3)}', 'api/abc', { name: 'abc' }],
    ['api/{a}-{b}', 'api/x-y', { a: 'x', b: 'y' }],
  ])('%s fits %s', (template, path, params) => {
    expect(match(template, path)).toEqual(params);
  });

  it.each([
    ['api/items/{id:int}', 'api/items/seven'],
    ['api/items/{id}', 'api/items'],
    ['api/items', 'api/items/more'],
    ['api/{name:alpha}', 'api/a1'],
    ['api/{n:range(1,5)}', 'api/6'],
  ])('%s does not fit %s', (template, path) => {
    expect(match(template, path)).toBeUndefined();
  });

  it('with literal segments comes before one with parameters, a catch-all last', () => {
    const sorted = ['a/{*rest}', 'a/{id}', 'a/{id:int}', 'a/b']
      .map(parseTemplate)
      .sort((one, other) => precedence(one).localeCompare(precedence(other)));

    expect(sorted.map(({ text }) => text)).toEqual(['a/b', 'a/{id:int}', 'a/{id}', 'a/{*rest}']);
  });
});
