import { frontEnd } from '../errors';

type Tags = Record<string, string>;

/** Azure's rules for tags, the same on every resource. */
export const checkTags = (tags: Tags | undefined): void => {
  if (!tags) return;
  const names = Object.keys(tags);
  if (names.length > 50) throw frontEnd.invalidTags(`The number of tags '${names.length}' exceeds the maximum of 50.`);
  const lower = names.map(name => name.toLowerCase());
  const twice = names.find((_, index) => lower.indexOf(lower[index] ?? '') !== index);
  if (twice !== undefined) throw frontEnd.invalidTags(`The tag name '${twice}' is given more than once.`);
  for (const [name, value] of Object.entries(tags)) checkTag(name, value);
};

const checkTag = (name: string, value: string): void => {
  if (name.length === 0 || name.length > 512)
    throw frontEnd.invalidTags(`The tag name '${name}' must have 1 to 512 characters.`);
  if (/[<>%&\\?/]/.test(name))
    throw frontEnd.invalidTags(`The tag name '${name}' has reserved characters '<,>,%,&,\\,?,/'.`);
  if (value.length > 256) throw frontEnd.invalidTags(`The value of tag '${name}' must have at most 256 characters.`);
};
