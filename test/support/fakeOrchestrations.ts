import type { PublishInput } from '../../domain/publishInput';
import type { Instance, Orchestrations } from '../../functions/ports';

/** An instance that runs its first attempt and has said nothing yet, unless told otherwise. */
export const anInstance = (overrides: Partial<Instance> = {}): Instance => ({
  ended: false,
  stopped: false,
  crashed: false,
  attempt: 1,
  ...overrides,
});

/** The Durable extension in memory: one instance per id, which a test may end. */
export const fakeOrchestrations = (initial: Readonly<Record<string, Instance>> = {}) => {
  const instances = new Map(Object.entries(initial));
  const started: PublishInput[] = [];
  const port: Orchestrations = {
    find: async id => instances.get(id),
    start: async input => {
      const { id, attempt } = input.publication;
      if (instances.get(id)?.ended === false) return false;
      instances.set(id, anInstance({ attempt }));
      started.push(input);
      return true;
    },
    wake: async () => {},
  };
  return { instances, started, port };
};
