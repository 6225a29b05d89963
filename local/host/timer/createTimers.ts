import { type Hosted, withTrigger } from '../functionTable';
import type { Invoker } from '../invoker';
import { resolveNames, type Settings, setting } from '../localSettings';
import type { Log } from '../log';
import { TimerListener } from './listener';
import { parseSchedule } from './schedule';

export interface Timers {
  start(): void;
  stop(): Promise<void>;
  /** Calls a timer function now; undefined when the function is none. */
  runByHand(hosted: Hosted, input: string): Promise<unknown> | undefined;
}

export interface TimerParts {
  readonly settings: Settings;
  readonly state: string;
  readonly invoker: Invoker;
  readonly log: Log;
}

/** A listener for each timer function of an app. */
export function createTimers(functions: readonly Hosted[], { settings, state, invoker, log }: TimerParts): Timers {
  const timeZone = setting(settings, 'WEBSITE_TIME_ZONE') ?? 'UTC';
  const listeners = new Map<string, TimerListener>();
  for (const { name, fn, trigger } of withTrigger(functions, 'timerTrigger')) {
    const timer = {
      name,
      schedule: parseSchedule(resolveNames(String(trigger.schedule ?? ''), settings), timeZone),
      runOnStartup: trigger.runOnStartup === true,
      useMonitor: trigger.useMonitor !== false,
      call: (data: { json?: string }, reason: string) => invoker.invoke(fn, { data, reason }),
    };
    listeners.set(name, new TimerListener(timer, state, log));
  }
  return {
    start: () => {
      for (const listener of listeners.values()) listener.start();
    },
    stop: async () => {
      await Promise.all([...listeners.values()].map(listener => listener.stop()));
    },
    runByHand: ({ name, fn }) => {
      const data = listeners.get(name)?.data(false);
      return (
        data && invoker.invoke(fn, { data, reason: 'This function was programmatically called via the host APIs.' })
      );
    },
  };
}
