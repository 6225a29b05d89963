import { getClient } from 'durable-functions';
import { orchestrationsOf } from '../../functions/orchestrations';
import { aPublication } from '../support/aPublication';
import { startDurableExtension } from '../support/durableExtension';

const publication = aPublication({ attempt: 3 });
const { id } = publication;
const input = { publication };

let extension: Awaited<ReturnType<typeof startDurableExtension>>;
beforeEach(async () => {
  extension = await startDurableExtension();
});
afterEach(() => extension.close());

const orchestrations = () => orchestrationsOf(getClient(extension.context()));

describe('the orchestrations behind the Durable client', () => {
  it('are started once at a time, each under the id of its publication', async () => {
    expect(await orchestrations().start(input)).toBe(true);
    expect(await orchestrations().start(input)).toBe(false);
    expect(extension.instances.get(id)).toMatchObject({ runtimeStatus: 'Running', input });
  });

  it('are none before', async () => {
    expect(await orchestrations().find(id)).toBeUndefined();
  });

  it.each([
    ['Pending', { ended: false, stopped: false, crashed: false }],
    ['Running', { ended: false, stopped: false, crashed: false }],
    ['Suspended', { ended: false, stopped: false, crashed: false }],
    ['ContinuedAsNew', { ended: false, stopped: false, crashed: false }],
    ['Completed', { ended: true, stopped: false, crashed: false }],
    ['Failed', { ended: true, stopped: false, crashed: true }],
    ['Terminated', { ended: true, stopped: true, crashed: false }],
    ['Canceled', { ended: true, stopped: true, crashed: false }],
  ])('are found: %s', async (runtimeStatus, end) => {
    extension.instances.set(id, { runtimeStatus, input });
    expect(await orchestrations().find(id)).toEqual({ ...end, attempt: 3, publication: undefined });
  });

  it('tell their latest word: the output before the custom status', async () => {
    const customStatus = aPublication({ step: 'share' });
    const output = aPublication({ step: 'done' });
    extension.instances.set(id, { runtimeStatus: 'Running', input, customStatus });
    expect(await orchestrations().find(id)).toMatchObject({ publication: { step: 'share' } });
    extension.instances.set(id, { runtimeStatus: 'Completed', input, customStatus, output });
    expect(await orchestrations().find(id)).toMatchObject({ publication: { step: 'done' } });
  });

  it('are no attempt of ours when their input is something else', async () => {
    extension.instances.set(id, { runtimeStatus: 'Failed', input: 'x', output: 'Orchestrator function failed: x' });
    expect(await orchestrations().find(id)).toMatchObject({ crashed: true, attempt: 0, publication: undefined });
  });

  it('are woken', async () => {
    await orchestrations().start(input);
    await orchestrations().wake(id);
    expect(extension.events).toEqual([id]);
  });

  it('fail when the extension does', async () => {
    const { find, start } = orchestrations();
    await extension.close();
    await expect(find(id)).rejects.toThrow();
    await expect(start(input)).rejects.toThrow();
  });
});
