import { type Path, valueAt } from './pointer';
import { type Problem, problem } from './problem';
import { PublishRequest } from './publishRequest';
import { schemaProblems } from './schemaProblems';

const place: Path = ['imageVersion', 'source'];
const alternatives = PublishRequest.in.shape.imageVersion.shape.source.options;
const allowed = 'id, for a managed image; or osDiskImage and dataDiskImages, for snapshots or disks; not both';

/** Whether an issue of the schema is about what the source holds: there the schema tells of all alternatives at once. */
export const isOfSource = (path: Path, json: unknown): boolean =>
  place.every((key, index) => path[index] === key) && isObject(valueAt(json, place));

/** What is wrong with the source, as the one alternative that was meant, which the keys in it tell. */
export const sourceProblems = (json: unknown): Problem[] => {
  const source = valueAt(json, place);
  if (!isObject(source)) return [];
  const meant = alternatives.filter(({ shape }) => Object.keys(shape).some(key => Object.hasOwn(source, key)));
  if (meant.length === 1) return meant.flatMap(alternative => problemsAs(alternative, json, source));
  return meant.length === 0 ? nothingMeant(json, source) : bothMeant(json, source);
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Alternative = (typeof alternatives)[number];

const problemsAs = (alternative: Alternative, json: unknown, source: object): Problem[] => {
  const { error } = alternative.safeParse(source);
  return schemaProblems(error?.issues.map(issue => ({ ...issue, path: [...place, ...issue.path] })) ?? [], json);
};

const nothingMeant = (json: unknown, source: object): Problem[] => [
  problem([...place, 'id'], 'MissingKey', `The source names nothing to publish. Give ${allowed}.`, undefined, allowed),
  ...unknownToAll(json, source),
];

const bothMeant = (json: unknown, source: object): Problem[] => [
  problem(place, 'AmbiguousSource', `The source is given in two ways. Keep one: ${allowed}.`, source, allowed),
  ...unknownToAll(json, source),
  ...alternatives
    .flatMap(alternative => problemsAs(alternative, json, source))
    .filter(({ pointer, code }) => isDeeper(pointer) || (code !== 'UnknownKey' && code !== 'MissingKey')),
];

/** Below the keys of the source itself, of which each alternative refuses those of the other. */
const isDeeper = (pointer: string): boolean => pointer.split('/').length > place.length + 2;

const unknownToAll = (json: unknown, source: object): Problem[] => {
  const known = alternatives.flatMap(({ shape }) => Object.keys(shape));
  const keys = Object.keys(source).filter(key => !known.includes(key));
  const message = known.join(', ');
  return keys.length === 0
    ? []
    : schemaProblems([{ code: 'unrecognized_keys', keys, path: [...place], message }], json);
};
