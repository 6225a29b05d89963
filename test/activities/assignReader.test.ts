import { assignReader } from '../../activities/assignReader';
import type { RoleAssignments } from '../../activities/ports';
import { AzureRefusal, Throttled } from '../../activities/refusal';
import { fakeRoleAssignments } from '../support/fakePorts';

const input = {
  scope: '/subscriptions/s/resourceGroups/g',
  principal: { principalId: 'a0000000-0000-4000-8000-000000000001', principalType: 'User' },
} as const;

const failing = (error: Error): RoleAssignments => ({
  assignReader: async () => {
    throw error;
  },
  readersAt: async () => [],
});

const refusal = (code: string) => new AzureRefusal({ code, message: 'Azure refused.' });

describe('assignReader', () => {
  it('gives one assignment, however often it runs', async () => {
    const fake = fakeRoleAssignments();
    const assign = assignReader({ roleAssignments: fake.port });
    const [first, second] = [await assign(input), await assign(input)];
    expect(first).toMatchObject({ kind: 'done', value: { principalId: input.principal.principalId, role: 'Reader' } });
    expect(second).toEqual(first);
    expect(fake.held.size).toBe(1);
  });

  it('is patient for a minute with a principal that the directory does not know yet', async () => {
    const assign = assignReader({ roleAssignments: failing(refusal('PrincipalNotFound')) });
    expect(await assign(input)).toMatchObject({
      kind: 'again',
      afterSeconds: 10,
      patienceSeconds: 60,
      error: { code: 'PrincipalNotFound' },
    });
  });

  it('answers any other refusal', async () => {
    const assign = assignReader({ roleAssignments: failing(refusal('AuthorizationFailed')) });
    expect(await assign(input)).toEqual({
      kind: 'refused',
      errors: [{ code: 'AuthorizationFailed', message: 'Azure refused.' }],
    });
  });

  it('waits as long as Azure asks to', async () => {
    const assign = assignReader({ roleAssignments: failing(new Throttled(17)) });
    expect(await assign(input)).toMatchObject({ kind: 'again', afterSeconds: 17, error: { code: 'throttled' } });
  });

  it('throws faults, which the host then retries', async () => {
    const assign = assignReader({ roleAssignments: failing(new Error('ECONNRESET')) });
    await expect(assign(input)).rejects.toThrow('ECONNRESET');
  });
});
