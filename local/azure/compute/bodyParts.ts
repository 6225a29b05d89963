import { z } from 'zod';

/** Names in any casing, given on in Azure's. */
export const anyCase = <const T extends string>(...names: T[]) =>
  z.string().transform((value, context): T => {
    const found = names.find(name => name.toLowerCase() === value.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `The allowed values are ${names.join(', ')}.` });
    return z.NEVER;
  });

/** What clients send back from an earlier answer, and Azure ignores. */
export const readOnly = z.unknown().optional();

/** The members that every body may have around its properties. */
export const envelope = {
  id: readOnly,
  name: readOnly,
  type: readOnly,
  location: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
};
