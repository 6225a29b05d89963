import { type Answer, json } from '../http/answer';
import { messageOf, parseJson } from '../json';

/** Thrown where a request cannot be understood. */
export class BadRequest extends Error {
  constructor(readonly answer: Answer) {
    super('bad request');
  }
}

/** A failure in the shape of the extension's own. */
export const fault = (status: number, message: string, exception: string, type: string): Answer =>
  json(status, {
    Message: message,
    ExceptionMessage: exception,
    ExceptionType: type,
    StackTrace: '   at Vernissage.LocalHost.DurableTask.HttpApi()',
  });

export function badJson(text: string): never {
  throw new BadRequest(fault(400, 'Invalid JSON content', text, 'Newtonsoft.Json.JsonReaderException'));
}

/** The body when it is JSON, or what stands for an empty one. */
export function jsonText(text: string, otherwise: string | null): string | null {
  if (text.trim() === '') return otherwise;
  try {
    parseJson(text);
    return text;
  } catch (error) {
    return badJson(newtonsoftMessage(text) ?? messageOf(error));
  }
}

const newtonsoftMessage = (text: string): string | undefined =>
  /^\{\s*\w+$/.test(text)
    ? `Unexpected end while parsing unquoted property name. Path '', line 1, position ${text.length}.`
    : undefined;
