import type { InvocationContext, Timer } from '@azure/functions';
import { getClient } from 'durable-functions';
import type { IndexEntry, Publications } from '../activities/ports';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Orchestrations, Triggers } from './ports';
import { restartOrchestration } from './startOrchestration';

const pageSize = 100;
/** Whoever accepted a request starts it within seconds: nobody else should in that time. */
const orphanSeconds = 60;

/** Goes through the open publications: writes down ends that were missed, and starts orchestrations that were lost. */
export const mendPublications =
  (triggers: Triggers) =>
  async (_: Timer, context: InvocationContext): Promise<void> => {
    const orchestrations = orchestrationsOf(getClient(context));
    for (const state of ['running', 'cancelling'] as const) await mendAll(state, triggers, orchestrations, context);
  };

const mendAll = async (
  state: 'running' | 'cancelling',
  { publications }: Triggers,
  orchestrations: Orchestrations,
  context: InvocationContext,
): Promise<void> => {
  let after: string | undefined;
  do {
    const page = await publications.page({ state, top: pageSize, after });
    for (const entry of page.entries) await mend(entry, publications, orchestrations, context);
    after = page.next;
  } while (after);
};

/** One that cannot be mended now must not keep the others from it. */
const mend = async (
  entry: IndexEntry,
  publications: Publications,
  orchestrations: Orchestrations,
  context: InvocationContext,
): Promise<void> => {
  const { id } = entry.publication;
  try {
    const current = await currentEntry(entry, { publications, orchestrations });
    const quietSeconds = (Date.now() - Date.parse(current.publication.updatedAt)) / 1000;
    if (!current.orphaned || quietSeconds < orphanSeconds) return;
    context.warn(`[${id}] has no orchestration any more, or never had one: starting it`);
    await restartOrchestration(current, { publications, orchestrations });
  } catch (error) {
    context.warn(`[${id}] could not be mended, to be tried again: ${error instanceof Error ? error.message : error}`);
  }
};
