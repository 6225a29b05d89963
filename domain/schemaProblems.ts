import type { z } from 'zod';
import { cut, excerpt } from './excerpt';
import { has, valueAt } from './pointer';
import { type Problem, problem } from './problem';
import { nearest, suggestion } from './suggestions';

type Issue = z.core.$ZodIssue;

/** What the schema found wrong, in our words. The messages of the schema say what is allowed (`fields.ts`). */
export const schemaProblems = (issues: readonly Issue[], json: unknown): Problem[] =>
  issues.flatMap(issue => problemsOf(issue, json));

const problemsOf = (issue: Issue, json: unknown): Problem[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(issue, key, json));
  if (!has(json, issue.path)) return [missingKey(issue)];
  return [wrongValue(issue, json)];
};

const missingKey = ({ path, message }: Issue): Problem =>
  problem(
    path,
    'MissingKey',
    `The key "${String(path.at(-1))}" is missing. Add it here, with ${message}.`,
    undefined,
    message,
  );

const unknownKey = ({ path, message }: Issue, key: string, json: unknown): Problem => {
  const meant = nearest(key, message.split(', '));
  const advice = meant ? `Did you mean "${meant}"?` : `Remove it. The keys known here are ${message}.`;
  const place = [...path, key];
  return problem(
    place,
    'UnknownKey',
    `The key "${cut(key, 80)}" is not known here. ${advice}`,
    valueAt(json, place) ?? null,
    message,
  );
};

const wrongValue = (issue: Issue, json: unknown): Problem => {
  const value = valueAt(json, issue.path);
  const code = issue.code === 'invalid_type' ? 'WrongType' : 'InvalidValue';
  const what = issue.code === 'invalid_key' ? `The name ${spoken(issue.path.at(-1))}` : spoken(value);
  const detail = `${what} is not allowed here. Give ${issue.message}.${advice(issue, value)}`;
  return problem(issue.path, code, detail, value ?? null, issue.message);
};

const advice = (issue: Issue, value: unknown): string => {
  if (typeof value !== 'string') return '';
  if (issue.code === 'invalid_type' && isPlain(value)) return ' Write it without quotes.';
  const words = issue.code === 'invalid_value' ? issue.values.filter(word => typeof word === 'string') : [];
  const meant = words.length > 0 ? nearest(value, words) : suggestion(issue.path, value);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
};

const isPlain = (text: string): boolean => /^(\d{1,9}|true|false)$/.test(text);

const spoken = (value: unknown): string => {
  if (value === undefined) return 'Nothing';
  if (Array.isArray(value)) return 'A list';
  if (typeof value === 'object' && value !== null) return 'An object';
  return cut(JSON.stringify(excerpt(value)), 120);
};
