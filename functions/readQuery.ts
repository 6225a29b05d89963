import type { HttpResponseInit } from '@azure/functions';
import { nearest } from '../domain/suggestions';
import { problem } from './answers';

/** One thing that is wrong with a parameter of the query. */
export type QueryProblem = { readonly parameter: string; readonly code: string; readonly detail: string };

/** The Functions host takes its key from these, and its name. */
const ofTheHost = ['code', 'clientId'];

/** Parameters that nobody reads, and those that are given twice: a mistyped `validateOnly` must not publish. */
export const queryProblems = (query: URLSearchParams, known: readonly string[]): QueryProblem[] =>
  [...new Set(query.keys())].flatMap(parameter => {
    if (![...known, ...ofTheHost].includes(parameter)) return [unknown(parameter, known)];
    return query.getAll(parameter).length > 1 ? [repeated(parameter)] : [];
  });

export const invalidQuery = (errors: readonly QueryProblem[]): HttpResponseInit =>
  problem({
    status: 400,
    code: 'invalid-query',
    title: 'The query is not valid.',
    detail: errors.map(({ parameter, detail }) => `${parameter} ${detail}.`).join(' '),
    errors,
  });

const unknown = (parameter: string, known: readonly string[]): QueryProblem => {
  const near = nearest(parameter, known);
  const cure = near === undefined ? `there is ${known.join(', ')}` : `you may have meant ${near}`;
  return { parameter: parameter.slice(0, 50), code: 'unknown-parameter', detail: `is no parameter here; ${cure}` };
};

const repeated = (parameter: string): QueryProblem => ({
  parameter,
  code: 'repeated-parameter',
  detail: 'is given more than once; give it once',
});
