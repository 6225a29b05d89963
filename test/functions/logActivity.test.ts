import { InvocationContext, type PostInvocationContext } from '@azure/functions';
import { logActivity } from '../../functions/logActivity';

const logged = (overrides: Partial<PostInvocationContext>, type = 'activityTrigger'): string[] => {
  const lines: string[] = [];
  const invocationContext = new InvocationContext({
    functionName: 'createVersion',
    triggerMetadata: { instanceId: 'publication1' },
    options: { trigger: { type, name: 'input' } },
    logHandler: (level, ...args) => lines.push(`${level}: ${args.join(' ')}`),
  });
  const context: PostInvocationContext = {
    hookData: {},
    invocationContext,
    inputs: [],
    result: undefined,
    error: undefined,
    ...overrides,
  };
  logActivity(context);
  return lines;
};

describe('the log of an activity', () => {
  it('is led by the id of the publication', () => {
    expect(logged({ result: { kind: 'done' } })).toEqual([
      'information: [publication1] createVersion: {"kind":"done"}',
    ]);
  });

  it('is cut when the result is long', () => {
    expect(logged({ result: 'x'.repeat(9000) })[0]?.length).toBeLessThan(400);
  });

  it('tells why it failed', () => {
    expect(logged({ error: new Error('ECONNRESET') })).toEqual([
      'warning: [publication1] createVersion failed, to be tried again: ECONNRESET',
    ]);
  });

  it('says nothing of other functions', () => {
    expect(logged({ result: 'x' }, 'httpTrigger')).toEqual([]);
  });

  it('breaks nothing when there is no result', () => {
    expect(logged({ result: undefined })).toHaveLength(1);
  });
});
