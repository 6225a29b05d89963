import type { z } from 'zod';
import { frontEnd, gallery } from '../errors';
import type { ArmCall } from '../resources/ResourceType';
import { checkTags } from '../resources/tags';
import { jsonOf } from '../shared/service';

interface Envelope {
  location?: string;
  tags?: Record<string, string>;
}

/** The body, checked: the first thing that is wrong with it is refused in Compute's words. */
export const parseBody = <T extends z.ZodType<Envelope>>(schema: T, body: unknown, root: string): z.output<T> => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refusal(parsed.error, body, root);
  checkTags(parsed.data.tags);
  return parsed.data;
};

/** A member that is null is one that was not given. */
export const jsonBody = (call: ArmCall): object => {
  const body = jsonOf(call, (_, value) => value ?? undefined);
  if (typeof body !== 'object' || body === null) throw frontEnd.malformedBody();
  return body;
};

const refusal = ({ issues }: z.ZodError, body: unknown, root: string) => {
  const [issue] = issues;
  if (!issue) return gallery.requiredMissing(root);
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return gallery.unknownMember(issue.keys[0] ?? '', [...at, issue.keys[0]].join('.'));
  const path = [root, ...at].join('.');
  return valueAt(body, at) === undefined ? gallery.requiredMissing(path) : gallery.badValue(path, issue.message);
};

const valueAt = (body: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
