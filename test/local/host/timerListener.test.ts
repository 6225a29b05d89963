import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TimerListener } from '../../../local/host/timer/listener';
import { parseSchedule } from '../../../local/host/timer/schedule';

const log = Object.assign(() => {}, { shows: () => false });
const newFolder = () => mkdtempSync(join(tmpdir(), 'vernissage-timer-'));

describe('a timer listener', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-01-01T00:00:30Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const listen = (schedule: string, { state = newFolder(), runOnStartup = false, call = async () => {} } = {}) => {
    const seen: { at: string; isPastDue: boolean; status: unknown }[] = [];
    const timer = {
      name: 'timer',
      schedule: parseSchedule(schedule, 'UTC'),
      runOnStartup,
      useMonitor: true,
      call: ({ json = '' }) => {
        const { IsPastDue: isPastDue, ScheduleStatus: status } = JSON.parse(json);
        seen.push({ at: new Date().toISOString(), isPastDue, status });
        return call();
      },
    };
    const listener = new TimerListener(timer, state, log);
    listener.start();
    return { listener, seen };
  };
  const timesOf = ({ seen }: ReturnType<typeof listen>) => seen.map(({ at }) => at.slice(11, 19));

  it.each([
    ['0 */5 * * * *', ['00:05:00', '00:10:00']],
    ['*/5 * * * *', ['00:05:00', '00:10:00']],
    ['00:04:00', ['00:04:30', '00:08:30']],
  ])('calls its function by the schedule %s', async (schedule, times) => {
    const listening = listen(schedule);

    await jest.advanceTimersByTimeAsync(10 * 60_000);

    expect(timesOf(listening)).toEqual(times);
    await listening.listener.stop();
  });

  it('calls its function at the start when it is told to', async () => {
    const { seen, listener } = listen('0 0 3 1 1 *', { runOnStartup: true });

    expect(seen).toMatchObject([
      { isPastDue: false, status: { Last: '0001-01-01T00:00:00+00:00', Next: '2026-01-01T03:00:00+00:00' } },
    ]);
    await listener.stop();
  });

  it('makes up for all that it missed with one call', async () => {
    const state = newFolder();
    await listen('0 * * * * *', { state }).listener.stop();
    jest.setSystemTime(new Date('2026-01-01T00:10:10Z'));

    const listening = listen('0 * * * * *', { state });
    await jest.advanceTimersByTimeAsync(60_000);

    expect(listening.seen).toMatchObject([
      { isPastDue: true, status: { Next: '2026-01-01T00:01:00+00:00' } },
      { isPastDue: false },
    ]);
    expect(timesOf(listening)).toEqual(['00:10:10', '00:11:00']);
    await listening.listener.stop();
  });

  it('keeps no status of a schedule below a minute', async () => {
    const { seen, listener } = listen('*/10 * * * * *');

    await jest.advanceTimersByTimeAsync(10_000);

    expect(seen).toMatchObject([{ status: null }]);
    await listener.stop();
  });

  it('never calls its function while it runs, and at once after it ran too long', async () => {
    const ends: (() => void)[] = [];
    const call = () => new Promise<void>(resolve => ends.push(resolve));
    const listening = listen('*/10 * * * * *', { call });

    await jest.advanceTimersByTimeAsync(35_000);
    expect(timesOf(listening)).toEqual(['00:00:40']);
    ends.shift()?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(timesOf(listening)).toEqual(['00:00:40', '00:01:05']);

    ends.shift()?.();
    await listening.listener.stop();
  });

  it('goes on after its function threw', async () => {
    const listening = listen('0 * * * * *', { call: () => Promise.reject(new Error('no')) });

    await jest.advanceTimersByTimeAsync(120_000);

    expect(timesOf(listening)).toEqual(['00:01:00', '00:02:00']);
    await listening.listener.stop();
  });
});
