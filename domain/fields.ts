import { z } from 'zod';

/**
 * The kinds of field of a publish request. The message of each says what is allowed ("a whole number from 1 to 100"),
 * so that a problem can quote it whichever part of the rule was broken.
 */

export const text = (longest: number) => {
  const error = `text of 1 to ${longest} characters`;
  return z.string({ error }).min(1, { error }).max(longest, { error });
};

export const matching = (pattern: RegExp, allowed: string) =>
  z.string({ error: allowed }).regex(pattern, { error: allowed });

export const wholeNumber = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const flag = () => z.boolean({ error: 'true or false' });

export const oneOf = <const V extends readonly [string, ...string[]]>(...values: V) =>
  z.enum(values, { error: values.join(', ').replace(/, (?=[^,]*$)/, ' or ') });

export const guid = () => z.guid({ error: 'a GUID such as 01234567-89ab-cdef-0123-456789abcdef' });

export const moment = () => {
  const error = 'an ISO 8601 date and time with its zone, such as 2027-06-30T00:00:00Z';
  return z.iso.datetime({ offset: true, error }).max(40, { error });
};

export const list = <T extends z.core.SomeType>(item: T, least: number, most: number) => {
  const error = `a list of ${least} to ${most} entries`;
  return z.array(item, { error }).min(least, { error }).max(most, { error });
};

/** An object that refuses keys it does not know; the message then lists those it does know. */
export const object = <S extends z.core.$ZodShape>(shape: S) => {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? keys : `an object of ${keys}`),
  });
};

const tagName = 'a tag name of 1 to 512 characters without < > % & \\ ? /';
const tagValue = 'text of at most 256 characters';

export const mostTags = 50;

export const tags = () =>
  z
    .record(
      z.string().regex(/^(?!__proto__$)[^<>%&\\?/]{1,512}$/),
      z.string({ error: tagValue }).max(256, { error: tagValue }),
      { error: ({ code }) => (code === 'invalid_key' ? tagName : 'an object of texts') },
    )
    .meta({ maxProperties: mostTags });

/** The id of one of these types of Microsoft.Compute. Azure compares ids without case, and so does the pattern. */
export const computeId = (...types: readonly [string, ...string[]]) =>
  matching(
    new RegExp(
      `^/${anyCase('subscriptions')}/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}` +
        `/${anyCase('resourceGroups')}/[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]` +
        `/${anyCase('providers')}/${anyCase('Microsoft.Compute')}/(?:${types.map(anyCase).join('|')})` +
        '/[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$',
    ),
    types
      .map(type => `/subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Compute/${type}/{name}`)
      .join(' or '),
  );

/** JSON Schema knows no case-insensitive pattern, so each letter is written as both. */
const anyCase = (word: string): string =>
  word.replace(/[a-z]/gi, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`).replaceAll('.', '\\.');
