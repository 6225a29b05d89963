import type { Publication } from '../domain/publication';
import { resourceLabel } from './resourceLabel';

/** The resources that are there since the last look, as lines for a person. */
export const resourceLines = (before: Publication | undefined, now: Publication): string[] =>
  since(before?.resources, now.resources).map(({ id, created }) => {
    const { kind, name } = resourceLabel(id);
    return `  ✔ ${kind} ${name} ${created ? 'created' : 'was there'}`;
  });

/** Who may read since the last look, and what has to be known about it. */
export const sharingLines = (before: Publication | undefined, now: Publication): string[] => [
  ...since(before?.roleAssignments, now.roleAssignments).map(({ role, principalId, scope }) => {
    const { kind, name } = resourceLabel(scope);
    return `  ✔ ${role} on ${kind} ${name} given to ${principalId}`;
  }),
  ...now.warnings.slice(before?.warnings.length ?? 0).map(warning => `  ! ${warning}`),
];

/** The last line about a publication. */
export const endingLine = ({ state, error, createdAt, endedAt = createdAt }: Publication): string => {
  const seconds = (Date.parse(endedAt) - Date.parse(createdAt)) / 1000;
  return state === 'published'
    ? `  ✔ published after ${seconds.toFixed(1)} s`
    : `  ✖ ${state}: ${error?.message ?? 'no reason was given'}`;
};

/** A resource that is ensured again moves to the end of the list; it is not new. */
const since = <T extends { readonly id: string }>(before: readonly T[] = [], now: readonly T[]): T[] =>
  now.filter(({ id }) => !before.some(known => known.id === id));
