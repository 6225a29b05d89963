import { startAzurite, type TestAzurite } from '../../support/azurite';
import { historyNotation } from '../../support/historyNotation';
import { RunningHost } from '../../support/runningHost';

describe('the durable engine', () => {
  let azurite: TestAzurite;
  let host: RunningHost;

  beforeAll(async () => {
    azurite = await startAzurite();
    host = await RunningHost.start({ storage: azurite.connectionString });
  });

  afterAll(async () => {
    await host.stop();
    await azurite.stop();
  });

  const run = async (name: string, input?: unknown) => {
    const id = await host.orchestrate(name, input);
    return { id, end: await host.ended(id) };
  };
  const history = (id: string) => historyNotation(host.state, id);

  it('runs a chain one activity after the other', async () => {
    const { id, end } = await run('chain');

    expect(end.output).toEqual(['Hello Tokyo', 'Hello Seattle', 'Hello London']);
    expect(history(id)).toBe(
      'OS ES TS(0) OC | OS TC(->0) TS(1) OC | OS TC(->1) TS(2) OC | OS TC(->2) EC(3,Completed) OC',
    );
  });

  it('runs the activities of a fan-out side by side and keeps the order of their results', async () => {
    const { id, end } = await run('fanOut', 40);

    expect(end.output).toEqual(Array.from({ length: 40 }, (_, n) => 2 * n));
    expect(history(id)).toMatch(/^OS ES TS\(0\) TS\(1\) .*TS\(39\) OC \| .*EC\(40,Completed\) OC$/);
  });

  it('fires a timer', async () => {
    const { id, end } = await run('nap', 1200);

    expect(end.output).toBe('awake');
    expect(history(id)).toBe('OS ES TmC(0) OC | OS TmF(->0) EC(1,Completed) OC');
  });

  it('lets an event win over a timer that the orchestrator then cancels', async () => {
    const id = await host.orchestrate('approval');
    await host.until(id, 'Running');

    const raised = await host.raise(id, 'approve', 'Ada');
    const end = await host.ended(id);

    expect(raised.status).toBe(202);
    expect(end).toMatchObject({ output: 'approved by Ada', customStatus: { by: 'Ada' } });
    expect(history(id)).toBe('OS ES TmC(0) OC | OS ER(approve) EC(1,Completed) OC');
  });

  it('waits for a sub-orchestration', async () => {
    const { id, end } = await run('family');

    expect(end.output).toEqual(['Hello Tokyo', 'Hello Seattle', 'Hello London']);
    expect(history(id)).toBe('OS ES SC(0) OC | OS SOK(->0) EC(1,Completed) OC');
  });

  it('retries a failing activity after a timer each time', async () => {
    const { id, end } = await run('stubborn', 2);

    expect(end.output).toBe(3);
    expect(history(id)).toBe(
      'OS ES TS(0) OC | OS TF(->0) TmC(1) OC | OS TmF(->1) TS(2) OC | OS TF(->2) TmC(3) OC | OS TmF(->3) TS(4) OC | OS TC(->4) EC(5,Completed) OC',
    );
  });

  it('has one more timer after the last attempt, as the real extension has', async () => {
    const { id, end } = await run('stubborn', 9);

    expect(end.runtimeStatus).toBe('Failed');
    expect(end.output).toMatch(
      /^Orchestrator function 'stubborn' failed: Activity function 'failTimes' failed: {2}attempt 5 \n \{"\$type":"System.Exception/,
    );
    expect(history(id)).toMatch(/TF\(->8\) TmC\(9\) OC \| OS TmF\(->9\) EC\(10,Failed\) OC$/);
  });

  it('begins a new history with every continue-as-new', async () => {
    const { id, end } = await run('counter', 1);

    expect(end).toMatchObject({ input: 8, output: 16 });
    expect(history(id)).toBe('OS ES TS(0) OC | OS TC(->0) EC(1,Completed) OC');
  });

  it('fails an instance whose orchestrator yields something that is no task', async () => {
    const { end } = await run('forgetful');

    expect(end.runtimeStatus).toBe('Failed');
    expect(end.output).toMatch(
      /^Orchestrator function 'forgetful' failed: Durable Functions programming constraint violation/,
    );
  });

  it('fails an instance that asks for what the local host lacks, and says what', async () => {
    const { end } = await run('caller');

    expect(end.output).toMatch(/^Orchestrator function 'caller' failed: The local host does not support callHttp/);
  });

  it('refuses a second start under an id that is running, and replaces one that is over', async () => {
    const id = await host.orchestrate('approval', undefined, 'only-one');
    await host.until(id, 'Running');

    const refused = await host.manage(`orchestrators/approval/${id}`, { method: 'POST' });
    await host.manage(`instances/${id}/terminate?reason=enough`, { method: 'POST' });
    const terminated = await host.ended(id);
    const replaced = await host.manage(`orchestrators/chain/${id}`, { method: 'POST' });
    const end = await host.until(id, 'Completed');

    expect(refused.status).toBe(409);
    expect(terminated).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough' });
    expect(replaced.status).toBe(202);
    expect(end.output).toHaveLength(3);
  });

  it('holds events back from a suspended instance until it is resumed', async () => {
    const id = await host.orchestrate('approval');
    await host.until(id, 'Running');

    await host.manage(`instances/${id}/suspend?reason=wait`, { method: 'POST' });
    await host.until(id, 'Suspended');
    await host.raise(id, 'approve', 'Bob');
    await host.manage(`instances/${id}/resume?reason=on`, { method: 'POST' });

    expect(await host.ended(id)).toMatchObject({ output: 'approved by Bob' });
  });

  it('lists instances page by page', async () => {
    for (const n of [1, 2, 3]) await host.ended(await host.orchestrate('counter', 8, `page-${n}`));

    const first = await host.manage('instances?instanceIdPrefix=page-&top=2');
    const token = first.headers.get('x-ms-continuation-token') ?? '';
    const second = await host.manage('instances?instanceIdPrefix=page-&top=2', {
      headers: { 'x-ms-continuation-token': token },
    });

    expect(await idsOf(first)).toEqual(['page-1', 'page-2']);
    expect(await idsOf(second)).toEqual(['page-3']);
    expect(second.headers.has('x-ms-continuation-token')).toBe(false);
  });

  it('purges what is over and nothing else', async () => {
    const over = (await run('counter', 8)).id;
    const running = await host.orchestrate('approval');
    await host.until(running, 'Running');

    const purged = await host.manage(`instances/${over}`, { method: 'DELETE' });
    const refused = await host.manage(`instances/${running}`, { method: 'DELETE' });

    expect(await purged.json()).toEqual({ instancesDeleted: 1 });
    expect(await host.status(over)).toBeUndefined();
    expect(refused.status).toBe(412);
    expect(history(over)).toBe('');
  });
});

const idsOf = async (response: Response): Promise<string[]> => {
  const page: { instanceId: string }[] = JSON.parse(await response.text());
  return page.map(({ instanceId }) => instanceId);
};
