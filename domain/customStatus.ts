import type { Json } from './json';
import type { Publication, RegionStatus } from './publication';

/** The Durable extension fails an instance whose custom status exceeds 8,701 characters (facts: functions-host-measured, G). */
const limit = 8000;

/** The publication without the request (the instance's input has it), cut to 8,000 characters of JSON whatever its size. */
export const customStatus = (publication: Publication): Json => {
  const { request: _, ...whole } = publication;
  const smaller = [
    whole,
    { ...whole, error: brief(whole.error), warnings: whole.warnings.slice(-5).map(cut(300)) },
    {
      ...whole,
      error: brief(whole.error),
      warnings: [],
      roleAssignments: [],
      regions: whole.regions.map(cutDetails(60)),
    },
    {
      ...whole,
      error: brief(whole.error),
      warnings: [],
      roleAssignments: [],
      resources: [],
      regions: unfinished(whole.regions),
    },
  ];
  return (
    smaller.find(fits) ?? {
      ...whole,
      error: brief(whole.error),
      warnings: [],
      roleAssignments: [],
      resources: [],
      regions: [],
    }
  );
};

const fits = (status: Json): boolean => JSON.stringify(status).length <= limit;

const cut = (length: number) => (text: string) => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

const brief = (error: Publication['error']): Publication['error'] =>
  error && {
    code: error.code,
    message: cut(1000)(error.message),
    pointer: error.pointer,
    resourceId: error.resourceId,
  };

const cutDetails = (length: number) => (region: RegionStatus) => ({ ...region, details: cut(length)(region.details) });

/** The regions that somebody still waits for or has to look at, the worst first. */
const unfinished = (regions: readonly RegionStatus[]): RegionStatus[] =>
  regions
    .filter(region => region.state !== 'Completed')
    .sort((a, b) => Number(b.state === 'Failed') - Number(a.state === 'Failed'))
    .slice(0, 40)
    .map(cutDetails(60));
