import Table from 'cli-table3';
import type { Publication } from '../domain/publication';
import type { AzureRequests } from './azureRequests';
import { resourceLabel } from './resourceLabel';

export interface DemoResult {
  readonly publications: readonly Publication[];
  readonly azureRequests: AzureRequests;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** The end of the demo for a person: what was made, where it is, who may read it, and what it took. */
export const report = ({ publications, azureRequests, startedAt, endedAt }: DemoResult): string => {
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  const published = publications.filter(({ state }) => state === 'published').length;
  return [
    table(['Resource', 'Name', 'Outcome'], resourceRows(publications)),
    table(['Image version', 'Region', 'State', 'Progress'], regionRows(publications)),
    table(['Role', 'Principal', 'On'], roleRows(publications)),
    `Published ${published} of ${publications.length} image versions in ${seconds.toFixed(1)} seconds, with ${azureRequests.total} calls to Azure (${methods(azureRequests)}).`,
    '',
  ].join('\n');
};

const table = (head: string[], rows: string[][]): string => {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows);
  return `${made.toString()}\n`;
};

/** A later publication finds what an earlier one created; the first word counts. */
const resourceRows = (publications: readonly Publication[]): string[][] => {
  const resources = new Map<string, string[]>();
  for (const { id, created } of publications.flatMap(publication => publication.resources)) {
    const { kind } = resourceLabel(id);
    if (!resources.has(id)) resources.set(id, [kind, path(id), created ? 'created' : 'was there']);
  }
  return [...resources.values()];
};

const regionRows = (publications: readonly Publication[]): string[][] =>
  publications.flatMap(({ resources, regions }) => {
    const version = resources.find(({ id }) => resourceLabel(id).kind === 'image version');
    return regions.map(({ name, state, progress }) => [version ? path(version.id) : '', name, state, `${progress} %`]);
  });

const roleRows = (publications: readonly Publication[]): string[][] =>
  publications.flatMap(({ roleAssignments }) =>
    roleAssignments.map(({ role, principalId, scope }) => {
      const { kind, name } = resourceLabel(scope);
      return [role, principalId, `${kind} ${name}`];
    }),
  );

/** The names in a resource id below the resource group, or the group's own. */
const path = (id: string): string => {
  const [, group = id, rest = ''] = /\/resourceGroups\/([^/]+)(?:\/providers\/[^/]+\/(.+))?$/i.exec(id) ?? [];
  const names = rest.split('/').filter((_, index) => index % 2 === 1);
  return names.length > 0 ? names.join(' / ') : group;
};

const methods = ({ byOperation }: AzureRequests): string => {
  const counts = new Map<string, number>();
  for (const [operation, count] of Object.entries(byOperation)) {
    const [method = operation] = operation.split(' ');
    counts.set(method, (counts.get(method) ?? 0) + count);
  }
  return [...counts].map(([method, count]) => `${count} ${method}`).join(', ');
};
