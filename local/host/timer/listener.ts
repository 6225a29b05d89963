import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, messageOf, tryParseJson } from '../json';
import { readIfThere } from '../localSettings';
import type { Log } from '../log';
import type { TypedData } from '../worker/coreTypes';
import type { Schedule } from './schedule';

interface TimerFunction {
  readonly name: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  readonly useMonitor: boolean;
  readonly call: (data: TypedData, reason: string) => Promise<unknown>;
}

interface Status {
  readonly Last: string;
  readonly Next: string;
  readonly LastUpdated: string;
}

const never = '0001-01-01T00:00:00+00:00';
const longestTimeout = 2 ** 31 - 1;

/** Calls one timer function when it is due, never twice at a time, and makes one missed call up after a stop. */
export class TimerListener {
  readonly #file: string;
  readonly #isMonitored: boolean;
  #status: Status | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly fn: TimerFunction,
    stateDirectory: string,
    private readonly log: Log,
  ) {
    const directory = join(stateDirectory, 'timers');
    mkdirSync(directory, { recursive: true });
    this.#file = join(directory, `${fn.name}.json`);
    this.#isMonitored = fn.useMonitor && fn.schedule.isMonitorable;
  }

  start(): void {
    const now = new Date();
    this.#status = this.#isMonitored
      ? (readStatus(this.#file) ?? this.#save(never, this.fn.schedule.next(now)))
      : undefined;
    const isPastDue = this.#status !== undefined && new Date(this.#status.Next) < now;
    if (isPastDue || this.fn.runOnStartup) this.#running = this.#run(now, isPastDue);
    else this.#sleepUntil(this.fn.schedule.next(now));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** What the function is given; also for a call by hand. */
  data(isPastDue: boolean): TypedData {
    return {
      json: JSON.stringify({
        Schedule: { AdjustForDST: this.fn.schedule.adjustForDst },
        ScheduleStatus: this.#status ?? null,
        IsPastDue: isPastDue,
      }),
    };
  }

  #sleepUntil(due: Date): void {
    if (this.#stopped) return;
    const wait = due.getTime() - Date.now();
    this.#timer = setTimeout(
      () => {
        if (wait > longestTimeout) this.#sleepUntil(due);
        else this.#running = this.#run(due, false);
      },
      Math.max(0, Math.min(wait, longestTimeout)),
    );
  }

  async #run(scheduled: Date, isPastDue: boolean): Promise<void> {
    try {
      await this.fn.call(this.data(isPastDue), `Timer fired at ${dotNetTime(new Date())}`);
    } catch (error) {
      this.log('debug', `Function.${this.fn.name}`, `The timer's call failed: ${messageOf(error)}`);
    }
    const ended = new Date();
    const next = this.fn.schedule.next(scheduled);
    // Occurrences that passed while it ran are one call, made at once.
    const due = next < ended ? ended : next;
    if (this.#isMonitored)
      this.#status = this.#save(dotNetTime(scheduled), next < ended ? this.fn.schedule.next(ended) : next);
    this.#sleepUntil(due);
  }

  #save(last: string, next: Date): Status {
    const status = { Last: last, Next: dotNetTime(next), LastUpdated: dotNetTime(new Date()) };
    const temporary = `${this.#file}.new`;
    writeFileSync(temporary, JSON.stringify(status));
    renameSync(temporary, this.#file);
    return status;
  }
}

const dotNetTime = (date: Date) => date.toISOString().replace('.000Z', 'Z').replace(/Z$/, '+00:00');

function readStatus(file: string): Status | undefined {
  const status = tryParseJson(readIfThere(file) ?? '');
  if (!isJsonObject(status)) return undefined;
  const { Last, Next, LastUpdated } = status;
  return typeof Last === 'string' && typeof Next === 'string' && typeof LastUpdated === 'string'
    ? { Last, Next, LastUpdated }
    : undefined;
}
