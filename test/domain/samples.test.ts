import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { checkRequest } from '../../domain/checkRequest';

const root = join(__dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const schema = read('schema/publish-request.v1.json');
const samples = readdirSync(join(root, 'samples')).filter(name => name.startsWith('publish-'));

describe('the samples', () => {
  test('are there', () => {
    expect(samples).toEqual(
      expect.arrayContaining(['publish-linux.json', 'publish-specialized.json', 'publish-minimal.json']),
    );
  });

  test.each(samples)('%s is a valid request', name => {
    expect(checkRequest(read(`samples/${name}`), new Date('2026-11-24T00:00:00Z'))).toMatchObject({ ok: true });
  });

  test.each(samples)('%s follows the published schema', name => {
    const validate = formats(new Ajv({ allErrors: true })).compile(Object(schema));
    expect([validate(read(`samples/${name}`)), validate.errors]).toEqual([true, null]);
  });
});
