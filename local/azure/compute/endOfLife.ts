import { dotNetDate } from '../shared/dates';

/** Whether a date is none, or lies in the past. */
export const pastDate = (date: string | undefined, now: number): boolean => {
  if (date === undefined) return false;
  const at = Date.parse(date);
  return Number.isNaN(at) || at <= now;
};

/** Dates come back in UTC as +00:00, however they were given. */
export const shownDate = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : dotNetDate(Date.parse(date));

/** Whether two dates are the same moment, however they are written. */
export const sameDate = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : Date.parse(one) === Date.parse(other);
