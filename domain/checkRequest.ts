import { type Problem, problem } from './problem';
import { PublishRequest } from './publishRequest';
import { requestParts } from './requestParts';
import { rules } from './rules';
import { schemaProblems } from './schemaProblems';
import { isOfSource, sourceProblems } from './sourceProblems';

type CheckedRequest =
  | { readonly ok: true; readonly request: PublishRequest }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const mostProblems = 100;

/** The request that the JSON is, or everything that is wrong with it: all at once, each with its place and its cure. */
export const checkRequest = (json: unknown, now: Date): CheckedRequest => {
  const parsed = PublishRequest.safeParse(json);
  const issues = parsed.error?.issues.filter(({ path }) => !isOfSource(path, json)) ?? [];
  const problems = [...schemaProblems(issues, json), ...sourceProblems(json), ...ruleProblems(json, now)];
  return parsed.success && problems.length === 0
    ? { ok: true, request: parsed.data }
    : { ok: false, problems: atMost(problems) };
};

const ruleProblems = (json: unknown, now: Date): Problem[] => {
  const parts = requestParts(json);
  return rules.flatMap(rule => rule.problems(parts, now));
};

const atMost = (problems: readonly Problem[]): readonly Problem[] => {
  if (problems.length <= mostProblems) return problems;
  const more = problems.length - mostProblems + 1;
  const last = problem([], 'TooManyProblems', `There are ${more} more problems. Correct these first.`, undefined);
  return [...problems.slice(0, mostProblems - 1), last];
};
