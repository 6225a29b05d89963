import { CronExpressionParser } from 'cron-parser';
import { parseTimeSpan } from '../timeSpan';

/** When a timer function is due: an NCRONTAB expression of five or six fields, or a time span. */
export interface Schedule {
  readonly adjustForDst: boolean;
  /** Whether the host keeps track of it over restarts: only for intervals of a minute and more. */
  readonly isMonitorable: boolean;
  next(after: Date): Date;
}

export function parseSchedule(text: string, timeZone: string): Schedule {
  const span = parseTimeSpan(text);
  if (span !== undefined && span > 0) return constant(span);
  try {
    return cron(text, timeZone);
  } catch (error) {
    throw new Error(
      `The schedule expression '${text}' was not recognized as a valid cron expression or timespan string.`,
      { cause: error },
    );
  }
}

const constant = (span: number): Schedule => ({
  adjustForDst: false,
  isMonitorable: span >= 60_000,
  next: after => new Date(after.getTime() + span),
});

function cron(text: string, tz: string): Schedule {
  const next = (currentDate: Date) => CronExpressionParser.parse(text, { currentDate, tz }).next().toDate();
  const first = next(new Date());
  return { adjustForDst: true, isMonitorable: next(first).getTime() - first.getTime() >= 60_000, next };
}
