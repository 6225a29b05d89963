import type { z } from 'zod';

/** Reads the line of JSON with which a command says that it is ready; other lines are not for us. */
export const jsonLine =
  <T>(schema: z.ZodType<T>) =>
  (line: string): T | undefined =>
    line.startsWith('{') ? schema.parse(JSON.parse(line)) : undefined;
