import type { HttpCookie, HttpData, TypedData } from '../worker/coreTypes';
import { type Answer, empty } from './answer';

/** The answer to the client that a function's HTTP output stands for. */
export function functionAnswer(output: TypedData | null | undefined): Answer {
  if (output?.http === undefined) return empty(204);
  const { statusCode, headers = {}, cookies = [], body } = output.http;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return empty(500);
  return {
    status,
    headers: { ...headers, ...(cookies.length > 0 ? { 'set-cookie': cookies.map(cookieText) } : {}) },
    ...bodyOf(body),
  };
}

function bodyOf(body: HttpData['body']): { body?: Uint8Array | string } {
  if (body?.bytes !== undefined) return { body: body.bytes };
  return body?.string === undefined ? {} : { body: body.string };
}

/** What the programming model calls "none" is no attribute at all. */
const sameSites: Record<string, string> = { lax: 'lax', strict: 'strict', explicitnone: 'none' };

/** A Set-Cookie line in the order of ASP.NET. */
function cookieText(cookie: HttpCookie): string {
  const sameSite = sameSites[String(cookie.sameSite ?? '').toLowerCase()];
  const expires = expiryOf(cookie);
  return [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    ...(expires === undefined ? [] : [`expires=${expires}`]),
    ...(cookie.maxAge?.value === undefined ? [] : [`max-age=${cookie.maxAge.value}`]),
    ...(cookie.domain?.value === undefined ? [] : [`domain=${cookie.domain.value}`]),
    `path=${cookie.path?.value ?? '/'}`,
    ...(cookie.secure?.value === true ? ['secure'] : []),
    ...(sameSite === undefined ? [] : [`samesite=${sameSite}`]),
    ...(cookie.httpOnly?.value === true ? ['httponly'] : []),
  ].join('; ');
}

function expiryOf({ expires }: HttpCookie): string | undefined {
  const value = expires?.value;
  if (value === undefined) return undefined;
  const isTimestamp = typeof value === 'object' && !(value instanceof Date);
  return (isTimestamp ? new Date(Number(value.seconds) * 1000) : new Date(value)).toUTCString();
}
