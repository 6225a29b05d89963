import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { checkRequest } from '../../domain/checkRequest';
import { requestSchema } from '../../domain/requestSchema';
import { rules } from '../../domain/rules';
import { aRequest, aSpecializedRequest } from '../support/aRequest';
import { changed, pointersOf, without } from '../support/changed';

const now = new Date('2026-11-24T09:00:00Z');
const committed = join(__dirname, '../../schema/publish-request.v1.json');

const validate = formats(new Ajv({ allErrors: true, strict: true })).compile(requestSchema());

describe('the published JSON Schema', () => {
  test('is what the schema in domain/ yields (else run "npm run schema")', () => {
    expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(requestSchema())));
  });

  test('says which rules it cannot express', () => {
    for (const { says } of rules) expect(requestSchema().$comment).toContain(says);
  });

  test('describes every key', () => {
    const schema: unknown = requestSchema();
    const undescribed = pointersOf(schema)
      .filter(pointer => /\/properties\/[^/]+$/.test(pointer))
      .filter(pointer => !pointersOf(schema).includes(`${pointer}/description`));
    expect(undescribed).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['/gallery/name', 'my-gallery'],
    ['/imageVersion/name', '1.0.2147483648'],
    ['/imageVersion/replicaCount', 101],
    ['/imageVersion/targetRegions', []],
    ['/imageVersion/targetRegions/0/name', 'east_us'],
    ['/imageVersion/source/osDiskImage', { source: { id: 'x' } }],
    ['/imageVersion/source/id', '/subscriptions/x'],
    ['/imageVersion/endOfLifeDate', '2027-06-30'],
    ['/imageDefinition/tags', { 'a/b': 'x' }],
    ['/gallery/tags', Object.fromEntries([...Array(51).keys()].map(index => [`tag${index}`, 'x']))],
    ['/imageVersion/targetRegion', []],
    ['/share/role', 'Owner'],
  ])('refuses at %s the value %j', (pointer, value) => {
    expect(validate(changed(aRequest(), pointer, value))).toBe(false);
  });

  test.each(
    [aRequest(), aSpecializedRequest()].flatMap(request =>
      pointersOf(request)
        .slice(1)
        .map(pointer => ({ pointer, request })),
    ),
  )('requires $pointer exactly when the check does', ({ pointer, request }) => {
    const json = without(request, pointer);
    expect(validate(json)).toBe(checkRequest(json, now).ok || onlyRulesBreak(json));
  });
});

/** Whether all problems are of rules across fields, which the schema does not know. */
const onlyRulesBreak = (json: unknown): boolean => {
  const checked = checkRequest(json, now);
  const schemaCodes = ['MissingKey', 'UnknownKey', 'WrongType', 'InvalidValue', 'AmbiguousSource'];
  return !checked.ok && checked.problems.every(({ code }) => !schemaCodes.includes(code));
};
