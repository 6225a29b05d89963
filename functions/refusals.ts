import type { HttpResponseInit } from '@azure/functions';
import type { Problem } from '../domain/problem';
import { problem } from './answers';
import { mostBytes } from './readBody';

/** What a request is refused with before anything is touched. */
export const invalid = (errors: readonly Problem[]): HttpResponseInit =>
  problem({
    status: 400,
    code: 'invalid-request',
    title: 'The publish request is not valid.',
    detail: `${errors.length === 1 ? 'One problem' : `${errors.length} problems`} in the request; nothing was started. Each names its place, the value and what is allowed.`,
    errors,
  });

export const notJson = (reason: string): HttpResponseInit =>
  problem({
    status: 400,
    code: 'not-json',
    title: 'The body cannot be read as JSON.',
    detail: `${reason} Send one publish request as JSON in UTF-8.`,
  });

export const tooLarge = (): HttpResponseInit =>
  problem({
    status: 413,
    code: 'too-large',
    title: 'The body is too large.',
    detail: `A publish request has at most ${mostBytes / 1024} KiB.`,
  });
