import type { Activities } from '../../activities';
import { resourceIds } from '../../domain/ids';
import { again, done, refused } from '../../domain/outcome';
import type { RegionStatus } from '../../domain/publication';
import { publishImage } from '../../orchestrators/publishImage';
import { aPublication } from '../support/aPublication';
import { aRequest } from '../support/aRequest';
import { activitiesThat } from '../support/fakes';
import { type Raise, replay } from '../support/replay';

const publish = (overrides: Partial<Activities> = {}, { publication = aPublication(), raise }: Options = {}) =>
  replay(publishImage, { publication }, activitiesThat(overrides), raise);

type Options = { readonly publication?: ReturnType<typeof aPublication>; readonly raise?: Raise };

type Run = Awaited<ReturnType<typeof publish>>;

const steps = ({ calls }: Run): string[] => calls.map(({ name }) => name).filter(name => name !== 'recordPublication');

const ids = resourceIds(aRequest());

const region = (name: string, state: RegionStatus['state'], progress = 0, details = ''): RegionStatus => ({
  name,
  state,
  progress,
  details,
});

/** Answers one look after the other, the last one for ever. */
const looks = (...seen: readonly Awaited<ReturnType<Activities['readReplication']>>[]) => {
  let look = 0;
  return async () => seen[look++] ?? seen.at(-1) ?? completed;
};
const running = (progress = 10) =>
  done({
    outcome: 'running' as const,
    regions: [region('westcentralus', 'Completed', 100), region('southcentralus', 'Replicating', progress)],
  });
const completed = done({
  outcome: 'completed' as const,
  regions: [region('westcentralus', 'Completed', 100), region('southcentralus', 'Completed', 100)],
});

const no = { code: 'Forbidden', message: 'Azure refused: no.' };

describe('a publication that nothing stands in the way of', () => {
  it('goes through the steps in their order, and gives the role last', async () => {
    const run = await publish();
    expect(steps(run)).toEqual([
      'checkPlan',
      'ensureResourceGroup',
      'ensureGallery',
      'ensureImageDefinition',
      'claimVersion',
      'createVersion',
      'readReplication',
      'assignReader',
    ]);
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'published', step: 'done', attempt: 1 });
    expect(run.timers).toEqual([]);
  });

  it('tells what it created, region by region and assignment by assignment', async () => {
    const { output } = await publish();
    expect(output?.resources).toEqual(Object.values(ids).map(id => ({ id, created: true })));
    expect(output?.regions).toEqual([
      region('westcentralus', 'Completed', 100),
      region('southcentralus', 'Completed', 100),
    ]);
    expect(output?.roleAssignments).toMatchObject([
      { principalId: 'a0000000-0000-4000-8000-000000000001', scope: ids.gallery, role: 'Reader' },
    ]);
    expect(output?.endedAt).toBe('2026-11-24T09:00:00.000Z');
  });

  it('tells what was there before', async () => {
    const checkPlan = async () => done({ create: [], change: [], keep: [], warnings: ['mind the gap'] });
    const ensureResourceGroup = async () => done({ id: ids.resourceGroup, created: false });
    const ensureGallery = async () => done({ id: ids.gallery, created: false });
    const { output } = await publish({ checkPlan, ensureResourceGroup, ensureGallery });
    expect(output?.resources.map(({ created }) => created)).toEqual([false, false, true, true]);
    expect(output?.warnings).toEqual(['mind the gap']);
  });

  it('writes each step to the index before it begins, and the end', async () => {
    const recorded: string[] = [];
    const recordPublication: Activities['recordPublication'] = async ({ publication }) => {
      recorded.push(`${publication.state} ${publication.step}`);
      return { cancelRequested: false, superseded: false };
    };
    await publish({ recordPublication });
    expect(recorded).toEqual([
      'running checkPlan',
      'running ensureResourceGroup',
      'running ensureGallery',
      'running ensureImageDefinition',
      'running claimVersion',
      'running createVersion',
      'running replicate',
      'running share',
      'published done',
    ]);
  });

  it('shares with nobody when nobody is named', async () => {
    const run = await publish({}, { publication: aPublication({ request: aRequest({ share: undefined }) }) });
    expect(steps(run)).not.toContain('assignReader');
    expect(run.output?.state).toBe('published');
  });

  it('gives the role at the scope that is asked for', async () => {
    const request = aRequest({ share: { scope: 'resourceGroup' } });
    const { output } = await publish({}, { publication: aPublication({ request }) });
    expect(output?.roleAssignments.map(({ scope }) => scope)).toEqual([ids.resourceGroup]);
  });

  it('claims the version and writes the index as one and the same owner', async () => {
    const { calls } = await publish();
    const owners = calls.flatMap(({ input }) => (Object(input).owner ? [Object(input).owner] : []));
    expect(owners.length).toBeGreaterThan(9);
    expect(new Set(owners).size).toBe(1);
  });

  it('calls only activities that there are', async () => {
    await expect(replay(publishImage, { publication: aPublication() }, {})).rejects.toThrow('no activity');
  });
});

describe('a step that Azure or the plan refuses', () => {
  it('is a rejection when it is the plan, and nothing was touched', async () => {
    const run = await publish({
      checkPlan: async () =>
        refused(
          { code: 'source-region', message: 'Wrong region.', pointer: '/imageVersion/source/id' },
          { code: 'location-differs', message: 'Elsewhere.', pointer: '/gallery/location' },
        ),
    });
    expect(steps(run)).toEqual(['checkPlan']);
    expect(run.output).toMatchObject({ state: 'rejected', step: 'checkPlan', resources: [] });
    expect(run.output?.error?.message).toBe(
      '2 problems: /imageVersion/source/id: Wrong region. /gallery/location: Elsewhere.',
    );
  });

  const others = [
    'ensureResourceGroup',
    'ensureGallery',
    'ensureImageDefinition',
    'claimVersion',
    'createVersion',
  ] as const;
  it.each(others)('is a failure that keeps the step and what was done: %s', async step => {
    const run = await publish({ [step]: async () => refused(no) });
    expect(steps(run).at(-1)).toBe(step);
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'failed', step, error: no });
    expect(run.output?.resources).toHaveLength(Math.min(others.indexOf(step), 3));
  });

  it('is a failure that keeps the step: readReplication', async () => {
    const { output } = await publish({ readReplication: async () => refused(no) });
    expect(output).toMatchObject({ state: 'failed', step: 'replicate', error: no });
  });
});

describe('a step that is not ready yet', () => {
  it('is asked again after durable waits, and then the process goes on', async () => {
    let rounds = 0;
    const ensureGallery: Activities['ensureGallery'] = async () =>
      ++rounds < 4 ? again(5, 600, no) : done({ id: ids.gallery, created: true });
    const run = await publish({ ensureGallery });
    expect(run.timers.map(Math.floor)).toEqual([5, 5, 5]);
    expect(run.output?.state).toBe('published');
  });

  it('is asked ever less often, but once a minute at least', async () => {
    const run = await publish({ ensureGallery: async () => again(1, 7200, no) });
    expect(run.timers.slice(0, 5)).toEqual([1.9, 2.9, 3.9, 4.9, 5.9]);
    expect(Math.floor(Math.max(...run.timers))).toBe(60);
  });

  it('fails with the reason when patience is over', async () => {
    const run = await publish({ ensureImageDefinition: async () => again(30, 300, no) });
    expect(run.timers.map(Math.floor).reduce((sum, seconds) => sum + seconds)).toBe(300);
    expect(run.output).toMatchObject({ state: 'failed', step: 'ensureImageDefinition', error: no });
  });

  it('has a patience of its own for each reason', async () => {
    const other = { code: 'other', message: 'Something else.' };
    const answers = [again(100, 1000, no), again(100, 60, other), again(100, 1000, no), again(1, 60, other)];
    const ensureGallery: Activities['ensureGallery'] = async input =>
      answers.shift() ?? activitiesThat().ensureGallery(input);
    const run = await publish({ ensureGallery });
    expect(run.output).toMatchObject({ state: 'failed', error: other });
    expect(answers).toEqual([]);
  });

  it('says among the warnings what it waits for, as long as it does', async () => {
    let rounds = 0;
    const ensureGallery: Activities['ensureGallery'] = async input =>
      ++rounds < 4 ? again(5, 600, no) : activitiesThat().ensureGallery(input);
    const run = await publish({ ensureGallery });
    expect(JSON.stringify(run.customStatuses)).toContain(`Waiting: ${no.message}`);
    expect(run.output?.warnings).toEqual([]);
  });

  it('is not asked for less than Azure wants to wait', async () => {
    let rounds = 0;
    const checkPlan: Activities['checkPlan'] = async input =>
      ++rounds === 1 ? again(137, 3600, no) : activitiesThat().checkPlan(input);
    expect((await publish({ checkPlan })).timers.map(Math.floor)).toEqual([137]);
  });
});

describe('waiting for the replication', () => {
  it('shows every region as it comes along', async () => {
    const { customStatuses } = await publish({ readReplication: looks(running(20), running(70), completed) });
    const progress = customStatuses
      .filter(status => Object(status).step === 'replicate')
      .map(status => Object(status).regions.map((one: RegionStatus) => `${one.name} ${one.state} ${one.progress}`));
    expect(progress).toEqual([
      ['westcentralus Unknown 0', 'southcentralus Unknown 0'],
      ['westcentralus Completed 100', 'southcentralus Replicating 20'],
      ['westcentralus Completed 100', 'southcentralus Replicating 70'],
    ]);
  });

  it('looks as often as Azure lets it: from a twelfth of Retry-After to the whole of it', async () => {
    const createVersion: Activities['createVersion'] = async () =>
      done({ id: ids.imageVersion, created: true, retryAfterSeconds: 120 });
    const run = await publish({ createVersion, readReplication: looks(...Array(60).fill(running(1)), completed) });
    const seconds = run.timers.map(Math.floor);
    expect(Math.min(...seconds)).toBe(10);
    expect(Math.max(...seconds)).toBe(120);
    expect(seconds[0]).toBe(10);
  });

  it('asks for the reason of a failure where the PUT said that its operation is', async () => {
    const { calls } = await publish();
    const operations = calls
      .filter(({ name }) => name === 'readReplication')
      .map(({ input }) => Object(input).operation);
    expect(operations).toEqual(['https://azure/operation']);
  });

  it('starts a new generation after 50 looks, so that the history stays short', async () => {
    const run = await publish({ readReplication: looks(...Array(120).fill(running()), completed) });
    expect(run.generations).toBe(3);
    expect(run.longestHistory).toBeLessThan(500);
    expect(run.output).toMatchObject({ state: 'published', step: 'done' });
    expect(steps(run).filter(name => name === 'readReplication')).toHaveLength(121);
    expect(steps(run).filter(name => name === 'createVersion')).toHaveLength(1);
  });

  it('keeps owner, resources and what it knows of the operation from generation to generation', async () => {
    const run = await publish({ readReplication: looks(...Array(60).fill(running()), completed) });
    const looked = run.calls
      .filter(({ name }) => name === 'readReplication')
      .map(({ input }) => Object(input).operation);
    const owners = run.calls.flatMap(({ input }) => (Object(input).owner ? [Object(input).owner] : []));
    expect(run.generations).toBe(2);
    expect(new Set(looked).size).toBe(1);
    expect(new Set(owners).size).toBe(1);
    expect(run.output?.resources).toHaveLength(4);
    expect(run.output?.createdAt).toBe('2026-11-24T08:59:00.000Z');
  });

  it('fails with the reason of the region that failed', async () => {
    const failure = {
      code: 'replication-failed',
      message: 'southcentralus: no capacity.',
      resourceId: ids.imageVersion,
    };
    const failed = done({ outcome: 'failed' as const, regions: [region('southcentralus', 'Failed', 40)], failure });
    const run = await publish({ readReplication: looks(running(), failed) });
    expect(run.output).toMatchObject({ state: 'failed', step: 'replicate', error: failure });
    expect(run.output?.regions).toEqual([region('southcentralus', 'Failed', 40)]);
    expect(steps(run)).not.toContain('assignReader');
  });

  const incomplete = done({ outcome: 'incomplete' as const, regions: [region('southcentralus', 'Unknown')] });

  it('puts the version again when a requested region is not among its targets', async () => {
    const run = await publish({ readReplication: looks(running(), incomplete, running(), completed) });
    expect(steps(run).filter(name => name === 'createVersion')).toHaveLength(2);
    expect(run.output?.state).toBe('published');
    expect(run.output?.resources.at(-1)).toEqual({ id: ids.imageVersion, created: true });
  });

  it('does not call a version its own because it put it again', async () => {
    const createVersion = async () => done({ id: ids.imageVersion, created: false });
    const run = await publish({ createVersion, readReplication: looks(incomplete, completed) });
    expect(run.output?.resources.map(({ created }) => created)).toEqual([true, true, true, false]);
  });

  it('puts it three times more at most, however often the region goes away', async () => {
    const run = await publish({ readReplication: async () => incomplete });
    expect(steps(run).filter(name => name === 'createVersion')).toHaveLength(4);
    expect(run.output).toMatchObject({ state: 'failed', error: { code: 'regions-dropped' } });
  });

  it('counts the repeated PUTs over generations', async () => {
    const seen = Array(400).fill(running());
    for (const look of [10, 70, 130, 190]) seen[look] = incomplete;
    const run = await publish({ readReplication: looks(...seen, completed) });
    expect(run.output).toMatchObject({ state: 'failed', error: { code: 'regions-dropped' } });
    expect(run.generations).toBe(4);
  });

  it('gives up after four days, and says that Azure goes on', async () => {
    const createVersion: Activities['createVersion'] = async () =>
      done({ id: ids.imageVersion, created: true, retryAfterSeconds: 3600 });
    const run = await publish({ createVersion, readReplication: async () => running() });
    expect(run.output).toMatchObject({ state: 'failed', step: 'replicate', error: { code: 'replication-stuck' } });
    const days = run.timers.reduce((sum, seconds) => sum + seconds) / 86_400;
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(4.1);
  });
});

describe('a cancellation', () => {
  /** The index as the cancel request leaves it: asked for from the given call of an activity on. */
  const cancelledFrom = (activity: string, nth: number) => {
    let asked = false;
    const raise: Raise = (during, n) => {
      asked ||= during === activity && n >= nth;
      return asked && during === 'timer' ? ['wake'] : [];
    };
    const recordPublication = async () => ({ cancelRequested: asked, superseded: false });
    return { raise, recordPublication, without: { raise: (during: string, n: number) => raise(during, n).slice(1) } };
  };

  it('wakes the wait for the replication', async () => {
    const { raise, recordPublication } = cancelledFrom('timer', 3);
    const run = await publish({ recordPublication, readReplication: async () => running() }, { raise });
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'cancelled', step: 'replicate' });
    expect(run.timers).toHaveLength(3);
    expect(steps(run).slice(-2)).toEqual(['readReplication', 'surveyResources']);
  });

  it('wakes the wait for a step that is not ready', async () => {
    const { raise, recordPublication } = cancelledFrom('timer', 1);
    const run = await publish({ recordPublication, ensureGallery: async () => again(60, 3600, no) }, { raise });
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'cancelled', step: 'ensureGallery' });
  });

  it('is noticed at the next step when it comes while an activity runs', async () => {
    const { without, recordPublication } = cancelledFrom('ensureGallery', 1);
    const run = await publish({ recordPublication }, without);
    expect(run.output).toMatchObject({ state: 'cancelled', step: 'ensureImageDefinition' });
    expect(steps(run)).not.toContain('ensureImageDefinition');
  });

  it('is noticed right after the look during which it comes, although an earlier wait takes its event', async () => {
    let asked = false;
    const raise: Raise = (during, n) => {
      asked ||= during === 'readReplication' && n === 3;
      return during === 'readReplication' && n === 3 ? ['wake'] : [];
    };
    const recordPublication = async () => ({ cancelRequested: asked, superseded: false });
    const run = await publish({ recordPublication, readReplication: async () => running() }, { raise });
    expect(steps(run).filter(name => name === 'readReplication')).toHaveLength(3);
    expect(run.output).toMatchObject({ state: 'cancelled', step: 'replicate' });
  });

  it('is noticed at the next generation when its event was lost with the one before', async () => {
    const { without, recordPublication } = cancelledFrom('timer', 50);
    const run = await publish({ recordPublication, readReplication: async () => running() }, without);
    expect(run.generations).toBe(2);
    expect(steps(run).filter(name => name === 'readReplication')).toHaveLength(50);
    expect(run.output?.state).toBe('cancelled');
  });

  it('is not mistaken for one when somebody only knocks', async () => {
    const raise: Raise = during => (during === 'timer' ? ['wake'] : []);
    const run = await publish({ readReplication: looks(running(), running(), completed) }, { raise });
    expect(run.status).toBe('Completed');
    expect(run.output?.state).toBe('published');
  });

  it('waits as long as ever after an event that came before its time', async () => {
    const raise: Raise = (during, n) => (during === 'ensureGallery' && n === 1 ? ['wake', 'wake'] : []);
    const run = await publish({ readReplication: looks(running(), running(), running(), completed) }, { raise });
    expect(run.status).toBe('Completed');
    expect(run.output?.state).toBe('published');
  });

  it('tells what is really there, and that Azure goes on', async () => {
    const { without, recordPublication } = cancelledFrom('readReplication', 1);
    const surveyResources: Activities['surveyResources'] = async () =>
      done({ existing: [ids.resourceGroup, ids.gallery], regions: [region('southcentralus', 'Replicating', 60)] });
    const { output } = await publish({ recordPublication, surveyResources }, without);
    expect(output?.resources).toEqual([
      { id: ids.resourceGroup, created: true },
      { id: ids.gallery, created: true },
    ]);
    expect(output?.regions).toEqual([region('southcentralus', 'Replicating', 60)]);
    expect(output?.warnings).toEqual([expect.stringContaining('Azure goes on replicating')]);
  });

  it.each([
    ['Completed', []],
    ['Failed', []],
    ['Unknown', [expect.stringContaining('Azure goes on replicating')]],
  ] as const)('says that Azure goes on only when it does: %s', async (state, warnings) => {
    const { without, recordPublication } = cancelledFrom('readReplication', 1);
    const surveyResources = async () => done({ existing: [], regions: [region('southcentralus', state)] });
    const { output } = await publish({ recordPublication, surveyResources }, without);
    expect(output?.warnings).toEqual(warnings);
  });

  it('keeps the regions as they were last seen when there is nothing to see', async () => {
    const { raise, recordPublication } = cancelledFrom('timer', 1);
    const surveyResources = async () => done({ existing: [], regions: [] });
    const run = await publish(
      { recordPublication, surveyResources, readReplication: async () => running(42) },
      { raise },
    );
    expect(run.output?.regions).toEqual([
      region('westcentralus', 'Completed', 100),
      region('southcentralus', 'Replicating', 42),
    ]);
  });

  it('is not disturbed by a second one', async () => {
    const { raise, recordPublication } = cancelledFrom('readReplication', 1);
    let rounds = 0;
    const surveyResources: Activities['surveyResources'] = async () =>
      ++rounds < 4 ? again(30, 3600, no) : done({ existing: [ids.resourceGroup], regions: [] });
    const run = await publish({ recordPublication, surveyResources }, { raise });
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'cancelled', warnings: [] });
    expect(run.output?.resources.map(({ id }) => id)).toEqual([ids.resourceGroup]);
  });

  it('ends even when nobody can tell what is there', async () => {
    const { without, recordPublication } = cancelledFrom('ensureGallery', 1);
    const surveyResources = async () => refused({ code: 'Forbidden', message: 'Not for you.' });
    const run = await publish({ recordPublication, surveyResources }, without);
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'cancelled' });
    expect(run.output?.warnings).toEqual([expect.stringContaining('as last seen')]);
  });

  it('says so while it is under way', async () => {
    const { without, recordPublication } = cancelledFrom('ensureGallery', 1);
    const { customStatuses } = await publish({ recordPublication }, without);
    expect(customStatuses.map(status => Object(status).state)).toContain('cancelling');
  });
});

describe('an execution that was superseded', () => {
  it('ends without another word', async () => {
    let records = 0;
    const recordPublication = async () => ({ cancelRequested: false, superseded: ++records === 3 });
    const run = await publish({ recordPublication });
    expect(run.status).toBe('Completed');
    expect(steps(run)).toEqual(['checkPlan', 'ensureResourceGroup']);
    expect(run.calls.at(-1)?.name).toBe('recordPublication');
    expect(run.output?.endedAt).toBeUndefined();
  });
});

describe('sharing with several principals', () => {
  const principals = ['a1', 'b2', 'c3'].map(id => ({
    principalId: `${id}000000-0000-4000-8000-000000000001`,
    principalType: 'User' as const,
  }));
  const publication = aPublication({ request: aRequest({ share: { principals } }) });

  it('gives the role to the others when one is refused, and names that one', async () => {
    const assignReader: Activities['assignReader'] = async input =>
      input.principal === principals[1] || input.principal.principalId === principals[1]?.principalId
        ? refused({ code: 'PrincipalTypeNotSupported', message: 'It is a group.' })
        : activitiesThat().assignReader(input);
    const { output } = await publish({ assignReader }, { publication });
    expect(output?.roleAssignments.map(({ principalId }) => principalId.slice(0, 2))).toEqual(['a1', 'c3']);
    expect(output).toMatchObject({
      state: 'failed',
      step: 'share',
      error: { code: 'PrincipalTypeNotSupported', pointer: '/share/principals/1' },
    });
  });

  it('stops with the one that is cancelled', async () => {
    let asked = false;
    const raise: Raise = during => {
      asked ||= during === 'timer';
      return during === 'timer' ? ['wake'] : [];
    };
    const recordPublication = async () => ({ cancelRequested: asked, superseded: false });
    const assignReader = async () => again(30, 3600, no);
    const run = await publish({ assignReader, recordPublication }, { publication, raise });
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'cancelled', step: 'share' });
    expect(steps(run).filter(name => name === 'assignReader')).toHaveLength(1);
  });

  it('names everyone who was refused', async () => {
    const assignReader = async () => refused({ code: 'Forbidden', message: 'No.' });
    const { output } = await publish({ assignReader }, { publication });
    expect(output?.error?.problems?.map(({ pointer }) => pointer)).toEqual([
      '/share/principals/0',
      '/share/principals/1',
      '/share/principals/2',
    ]);
  });
});

describe('an activity that fails again and again', () => {
  const broken = async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.4:443');
  };

  it('is tried 14 times, then the publication fails in our own words', async () => {
    const run = await publish({ ensureGallery: broken });
    expect(steps(run).filter(name => name === 'ensureGallery')).toHaveLength(14);
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'failed', step: 'ensureGallery', error: { code: 'fault' } });
    expect(run.output?.error?.message).toBe(
      'The step ensureGallery failed again and again: connect ECONNREFUSED 10.0.0.4:443. What was done stays; deliver the request again to go on from there.',
    );
    expect(JSON.stringify(run)).not.toContain('System.Exception');
  });

  it('is forgotten when it works at last', async () => {
    let attempts = 0;
    const ensureGallery: Activities['ensureGallery'] = async input =>
      ++attempts < 10 ? broken() : activitiesThat().ensureGallery(input);
    expect((await publish({ ensureGallery })).output?.state).toBe('published');
  });

  it('still ends with the last word when it is the index that cannot be written', async () => {
    const run = await publish({ recordPublication: broken });
    expect(run.status).toBe('Completed');
    expect(run.output).toMatchObject({ state: 'failed', step: 'checkPlan', error: { code: 'fault' } });
  });

  it('ends a cancellation, too', async () => {
    let records = 0;
    const recordPublication = async () => ({ cancelRequested: ++records === 2, superseded: false });
    const run = await publish({ recordPublication, surveyResources: broken });
    expect(run.output).toMatchObject({ state: 'cancelled' });
    expect(run.output?.warnings).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('the custom status', () => {
  it('stays within 8,000 characters with 100 regions, 200 principals and long details', async () => {
    const targetRegions = Array.from({ length: 100 }, (_, n) => ({ name: `region${n}` }));
    const principals = Array.from({ length: 200 }, (_, n) => ({
      principalId: `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      principalType: 'Group' as const,
    }));
    const regions = targetRegions.map(({ name }, n) =>
      region(name, n % 9 === 0 ? 'Unknown' : 'Replicating', n, `${name} is being copied. `.repeat(50)),
    );
    const publication = aPublication({ request: aRequest({ imageVersion: { targetRegions }, share: { principals } }) });
    const assignReader: Activities['assignReader'] = async input =>
      input.principal.principalId.endsWith('7') ? refused(no) : activitiesThat().assignReader(input);
    const readReplication = looks(done({ outcome: 'running', regions }), completed);
    const run = await publish({ readReplication, assignReader }, { publication });
    expect(run.output).toMatchObject({ state: 'failed', step: 'share' });
    expect(run.output?.roleAssignments).toHaveLength(180);
    expect(run.output?.error?.problems).toHaveLength(20);
    expect(Math.max(...run.customStatuses.map(status => JSON.stringify(status).length))).toBeLessThanOrEqual(8000);
    expect(run.longestHistory).toBeLessThan(1100);
  });

  it('is the publication without the request, and at the end all of it', async () => {
    const { customStatuses, output } = await publish();
    const { request: _, ...status } = output ?? aPublication();
    expect(customStatuses.at(-1)).toEqual(status);
  });
});
