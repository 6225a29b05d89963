import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAzureRequests } from '../cli/azureRequests';
import { checkRequest } from '../domain/checkRequest';
import type { Publication } from '../domain/publication';
import type { PublishRequest } from '../domain/publishRequest';
import { EventType } from '../local/host/durable/events';
import { Store } from '../local/host/durable/store';
import type { Stack } from '../local/up';
import { up } from '../local/up';
import { childJson } from './childJson';
import { peakMiB } from './peakMiB';
import { publishAndWait } from './publishAndWait';
import { rounded, summary } from './statistics';

const runs = 7;
/** The version of the sample takes about a second then; the smallest Retry-After is one second at any speed. */
const speed = 360;

/**
 * One publication to two regions, each time with a gallery of its own: its time above Azure's own delays, which the same
 * publication by the bare SDKs with tight polling shows; its calls to Azure; its history.
 */
export const benchPublication = async () => {
  const stateDir = '.local/bench/publication';
  const stack = await up({ stateDir, fresh: true, anyPorts: true, speed });
  try {
    await publishAndWait(stack, await requestFor('benchWarmUp'));
    const before = await readAzureRequests(stack.endpoints);
    const publications: Publication[] = [];
    for (let n = 0; n < runs; n++) publications.push(await publishAndWait(stack, await requestFor(`bench${n}`)));
    const after = await readAzureRequests(stack.endpoints);
    const peak = await peakMiB(stack.hostPid);
    const bare = await bareRuns(stack);
    await stack.stop();
    const ours = publications.map(({ createdAt, endedAt = '' }) => Date.parse(endedAt) - Date.parse(createdAt));
    return {
      speed,
      milliseconds: summary(ours),
      baseline: { what: 'the same by the bare SDKs, polling every 20 ms', milliseconds: summary(bare) },
      aboveAzuresDelaysMilliseconds: rounded(summary(ours).median - summary(bare).median),
      callsToAzure: rounded((after.total - before.total) / runs),
      callsByOperation: difference(before.byOperation, after.byOperation),
      history: historyOf(join(stateDir, 'host'), publications),
      hostPeakMiB: peak,
    };
  } finally {
    await stack.stop();
  }
};

const requestFor = async (gallery: string): Promise<PublishRequest> => {
  const sample = JSON.parse(await readFile('samples/publish-linux.json', 'utf8'));
  sample.gallery.name = gallery;
  sample.imageVersion.endOfLifeDate = new Date(Date.now() + 180 * 24 * 3600_000).toISOString();
  const checked = checkRequest(sample, new Date());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.request;
};

const bareRuns = async ({ endpoints }: Stack): Promise<number[]> => {
  const milliseconds: number[] = [];
  for (let n = 0; n < runs; n++) {
    const request = JSON.stringify(await requestFor(`bare${n}`));
    const env = { ...process.env, ...endpoints.env };
    milliseconds.push((await childJson<{ milliseconds: number }>(['bare-publication', request], env)).milliseconds);
  }
  return milliseconds;
};

const difference = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([operation, count]) => [operation, rounded((count - (before[operation] ?? 0)) / runs)] as const)
      .filter(([, count]) => count > 0),
  );

/** History events, and how often the orchestrator ran from the top (each OrchestratorStarted is one run). */
const historyOf = (stateDir: string, publications: readonly Publication[]) => {
  const store = new Store(join(stateDir, 'orchestrations.db'));
  try {
    const histories = publications.map(({ id }) => store.history(id));
    return {
      events: summary(histories.map(events => events.length)),
      replays: summary(
        histories.map(events => events.filter(({ EventType: type }) => type === EventType.OrchestratorStarted).length),
      ),
    };
  } finally {
    store.close();
  }
};
