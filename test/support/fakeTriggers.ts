import type { PoisonMessage, Triggers } from '../../functions/ports';
import { fakeRoleAssignments } from './fakePorts';
import { fakePublications } from './fakePublications';
import { activitiesThat } from './fakes';

/** What the triggers need of the world, all of it working and empty but for what a test gives. */
export const fakeTriggers = (index = fakePublications(), overrides: Partial<Triggers> = {}): Triggers => ({
  publications: index.port,
  roleAssignments: fakeRoleAssignments().port,
  poisonQueue: poisonQueueOf([]),
  probes: { storage: async () => {}, token: async () => {}, resourceManager: async () => {} },
  checkPlan: activitiesThat().checkPlan,
  ...overrides,
});

export const poisonQueueOf = (
  messages: readonly PoisonMessage[],
  count = messages.length,
): Triggers['poisonQueue'] => ({
  peek: async () => messages.slice(0, 32),
  count: async () => count,
});
