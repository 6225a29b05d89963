import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAzurite, type TestAzurite } from '../../support/azurite';
import { historyNotation } from '../../support/historyNotation';
import { untilGone } from '../../support/processTree';
import { foreignApp, hostCommand, newFolder, RunningHost, until } from '../../support/runningHost';
import { startCommand } from '../../support/startCommand';

describe('a host that is killed', () => {
  let azurite: TestAzurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());

  const start = (state: string, args: string[] = []) =>
    RunningHost.start({ storage: azurite.connectionString, state, args });

  it('runs an activity again that was in flight, at once after the next start', async () => {
    const state = newFolder();
    const journal = join(newFolder(), 'journal');
    const file = join(newFolder(), 'go-on');
    const first = await start(state);
    const id = await first.orchestrate('patient', { journal, file });
    await until('the activity has begun', async () => (linesOf(journal).length > 0 ? true : undefined));

    await first.kill();
    writeFileSync(file, '');
    const second = await start(state);
    const end = await second.ended(id);
    await second.stop();

    expect(end).toMatchObject({ runtimeStatus: 'Completed', output: 'found' });
    expect(linesOf(journal)).toEqual(['begun', 'begun', 'ended']);
    expect(historyNotation(state, id)).toBe('OS ES TS(0) OC | OS TC(->0) EC(1,Completed) OC');
  });

  it('loses no timer and no event', async () => {
    const state = newFolder();
    const first = await start(state);
    const napping = await first.orchestrate('nap', 2500);
    const approval = await first.orchestrate('approval');
    await first.until(napping, 'Running');
    await first.until(approval, 'Running');
    await first.raise(approval, 'approve', 'Ada');

    await first.kill();
    const second = await start(state);
    const ends = await Promise.all([second.ended(napping), second.ended(approval)]);
    await second.stop();

    expect(ends.map(({ output }) => output)).toEqual(['awake', 'approved by Ada']);
  });

  it('brings every orchestration to its end, however often it is killed on the way', async () => {
    const state = newFolder();
    const ids: string[] = [];
    for (let round = 0; round < 4; round++) {
      const host = await start(state);
      const started = Array.from({ length: 8 }, (_, n) => host.orchestrate('chain', undefined, `round-${round}-${n}`));
      ids.push(...(await Promise.all(started)));
      await host.kill();
    }

    const last = await start(state);
    const ends = await Promise.all(ids.map(id => last.ended(id)));
    await last.stop();

    expect(ends.map(({ runtimeStatus }) => runtimeStatus)).toEqual(ids.map(() => 'Completed'));
  });

  it('keeps its state folder to itself while it runs, and leaves it free when it is killed', async () => {
    const state = newFolder();
    const first = await start(state);

    const refused = await hostCommand({ storage: azurite.connectionString, state }).ended;
    await first.kill();
    const second = await start(state);
    await second.stop();

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`Another local host is running on ${state}`);
  });

  it('ends cleanly when it is asked to', async () => {
    const host = await start(newFolder());

    expect(await host.stop()).toMatchObject({ code: 0 });
  });

  it('ends by itself when the process that started it is gone', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
      child.on('spawn', () => console.log(child.pid));`;
    const host = ['dist/vernissage.js', 'host', '--json', '--port', '0', '--app', foreignApp, '--state', newFolder()];
    const parent = startCommand(process.execPath, ['-e', script, ...host], {
      AzureWebJobsStorage: azurite.connectionString,
    });
    const pid = Number(await parent.line());
    await parent.line();

    parent.child.kill('SIGKILL');

    await untilGone([pid]);
  });

  it('fires durable timers sooner with a time factor', async () => {
    const host = await start(newFolder(), ['--time-factor', '3600']);
    const id = await host.orchestrate('nap', 3_600_000);

    const end = await host.ended(id);
    await host.stop();

    expect(end.output).toBe('awake');
  });
});

const linesOf = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
};
