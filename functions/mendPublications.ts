import type { InvocationContext, Timer } from '@azure/functions';
import { getClient } from 'durable-functions';
import type { IndexEntry, Publications } from '../activities/ports';
import { start } from './acceptRequest';
import { currentEntry } from './currentEntry';
import { orchestrationsOf } from './orchestrations';
import type { Orchestrations, Triggers } from './ports';

const pageSize = 100;
/** Whoever accepted a request starts it within seconds; only one that was stopped in between leaves it. */
const orphanSeconds = 60;

/** Goes through the open publications: writes down ends that were missed, and starts what was accepted but never started. */
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
    const { orphaned, publication } = await currentEntry(entry, { publications, orchestrations });
    if (!orphaned || Date.now() - Date.parse(publication.updatedAt) < orphanSeconds * 1000) return;
    context.warn(`[${id}] was accepted but never started: starting it now`);
    await start(publication, { orchestrations });
  } catch (error) {
    context.warn(`[${id}] could not be mended, to be tried again: ${error instanceof Error ? error.message : error}`);
  }
};
