import { type DurableClient, type DurableOrchestrationStatus, OrchestrationRuntimeStatus } from 'durable-functions';
import { hasEnded, type Publication } from '../domain/publication';
import type { PublishInput } from '../domain/publishInput';
import type { Instance, Orchestrations } from './ports';

/** Our words over the Durable client, whose errors are only told apart by their text. */
export const orchestrationsOf = (client: DurableClient): Orchestrations => ({
  find: async id => {
    try {
      return instanceOf(await client.getStatus(id));
    } catch (error) {
      if (/HTTP 404/.test(String(error))) return undefined;
      throw error;
    }
  },
  start: async input => {
    try {
      await client.startNew('publishImage', { instanceId: input.publication.id, input });
      return true;
    } catch (error) {
      if (/status code: 409/.test(String(error))) return false;
      throw error;
    }
  },
  // The host refuses an event without data.
  wake: id => client.raiseEvent(id, 'wake', {}),
});

const stopped = new Set([OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Canceled]);
const over = new Set([...stopped, OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed]);

const instanceOf = ({ runtimeStatus, input, output, customStatus }: DurableOrchestrationStatus): Instance => ({
  ended: over.has(runtimeStatus),
  stopped: stopped.has(runtimeStatus),
  crashed: runtimeStatus === OrchestrationRuntimeStatus.Failed,
  attempt: isPublishInput(input) ? input.publication.attempt : 0,
  publication: [output, customStatus].find(isPublication),
});

const isPublication = (value: unknown): value is Publication =>
  typeof value === 'object' && value !== null && 'id' in value && 'state' in value && 'attempt' in value;

const isPublishInput = (value: unknown): value is PublishInput =>
  typeof value === 'object' && value !== null && 'publication' in value && isPublication(value.publication);

/** Whether an instance said how its publication ended. */
export const lastWord = ({ publication }: Instance): Instance['publication'] =>
  publication && hasEnded(publication) ? publication : undefined;
