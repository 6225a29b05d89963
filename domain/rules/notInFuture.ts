import type { Path } from '../pointer';
import { type Problem, problem } from '../problem';

export const notInFuture = (path: Path, date: string | undefined, now: Date): Problem[] =>
  date === undefined || Date.parse(date) > now.getTime()
    ? []
    : [
        problem(
          path,
          'NotInFuture',
          `The end of life ${date} has passed already. Give a later date, or leave the key out.`,
          date,
          `a moment after ${now.toISOString()}`,
        ),
      ];
