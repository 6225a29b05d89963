type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly constraints: readonly string[];
      readonly isOptional: boolean;
      readonly isCatchAll: boolean;
      readonly otherwise: string | undefined;
    };

/** A route in ASP.NET's template language, such as `orders/{id:int}/{*rest}`. */
export interface RouteTemplate {
  readonly text: string;
  readonly segments: readonly (readonly Part[])[];
}

const constraints: Record<string, (value: string, argument: string) => boolean> = {
  int: value => /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) <= 2_147_483_647,
  long: value => /^[+-]?\d+$/.test(value),
  bool: value => /^(true|false)$/i.test(value),
  alpha: value => /^[a-z]*$/i.test(value),
  guid: value => /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i.test(value),
  decimal: value => value.trim() !== '' && Number.isFinite(Number(value)),
  double: value => value.trim() !== '' && Number.isFinite(Number(value)),
  float: value => value.trim() !== '' && Number.isFinite(Number(value)),
  datetime: value => !Number.isNaN(Date.parse(value)),
  required: value => value !== '',
  minlength: (value, argument) => value.length >= Number(argument),
  maxlength: (value, argument) => value.length <= Number(argument),
  length: (value, argument) => isWithin(value.length, argument),
  min: (value, argument) => Number(value) >= Number(argument),
  max: (value, argument) => Number(value) <= Number(argument),
  range: (value, argument) => isWithin(Number(value), argument),
  regex: (value, argument) => new RegExp(argument, 'i').test(value),
};

function isWithin(number: number, argument: string): boolean {
  const [low = '', high = low] = argument.split(',');
  return number >= Number(low) && number <= Number(high);
}

/** Reads a template; throws in the words of the real host when it is wrong. */
export function parseTemplate(text: string): RouteTemplate {
  if (text.startsWith('/') || text.includes('//')) {
    throw new Error(
      `The route template separator character '/' cannot appear consecutively or at the start of '${text}': on Azure this stops the whole app.`,
    );
  }
  const segments = text
    .split('/')
    .filter(segment => segment !== '')
    .map(parseSegment);
  const names = segments.flat().flatMap(part => (part.kind === 'parameter' ? [part.name.toLowerCase()] : []));
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined)
    throw new Error(`The route parameter name '${twice}' appears more than one time in the route template '${text}'.`);
  return { text, segments };
}

function parseSegment(segment: string): Part[] {
  const parts: Part[] = [];
  for (const [whole] of segment.matchAll(/\{(?:[^{}]|\{\{|\}\})*\}|[^{}]+|[{}]/g)) {
    if (whole === '{' || whole === '}') {
      throw new Error(
        `There is an incomplete parameter in the route template: '${segment}'. Check that each '{' character has a matching '}' character.`,
      );
    }
    parts.push(whole.startsWith('{') ? parseParameter(whole.slice(1, -1)) : { kind: 'literal', text: whole });
  }
  return parts;
}

function parseParameter(text: string): Part {
  const match = /^(\*{0,2})([^:=?]+)((?::[^:=?(]+(?:\([^)]*\))?)*)(\?|=.*)?$/.exec(text);
  if (!match) throw new Error(`The route parameter '{${text}}' is invalid.`);
  const [, stars = '', name = '', rules = '', end = ''] = match;
  const names = rules.match(/:[^:(]+(\([^)]*\))?/g)?.map(rule => rule.slice(1)) ?? [];
  for (const rule of names) {
    const known = rule.split('(')[0] ?? '';
    if (!(known.toLowerCase() in constraints))
      throw new Error(`The constraint '${known}' of the route parameter '${name}' is unknown.`);
  }
  return {
    kind: 'parameter',
    name,
    constraints: names,
    isOptional: end === '?' || end.startsWith('=') || stars !== '',
    isCatchAll: stars !== '',
    otherwise: end.startsWith('=') ? end.slice(1) : undefined,
  };
}

/** The parameters of a path (without leading slash) when it fits; undefined when not. Case is ignored. */
export function matchTemplate({ segments }: RouteTemplate, path: string): Record<string, string> | undefined {
  const given = path === '' ? [] : path.replace(/\/$/, '').split('/');
  const params: Record<string, string> = {};
  for (const [n, parts] of segments.entries()) {
    const [first] = parts;
    if (first?.kind === 'parameter' && first.isCatchAll) {
      const rest = given.slice(n).join('/');
      if (rest !== '') params[first.name] = decoded(rest);
      return params;
    }
    if (!matchSegment(parts, given[n], params)) return undefined;
  }
  return given.length > segments.length ? undefined : params;
}

function matchSegment(parts: readonly Part[], given: string | undefined, params: Record<string, string>): boolean {
  const [only] = parts;
  if (given === undefined) {
    if (parts.length !== 1 || only?.kind !== 'parameter' || !only.isOptional) return false;
    if (only.otherwise !== undefined) params[only.name] = only.otherwise;
    return true;
  }
  const match = new RegExp(`^${parts.map(pattern).join('')}$`, 'i').exec(given);
  if (!match) return false;
  let group = 0;
  for (const part of parts) {
    if (part.kind === 'literal') continue;
    const text = decoded(match[++group] ?? '');
    if (!part.constraints.every(rule => satisfies(rule, text))) return false;
    params[part.name] = text;
  }
  return true;
}

const pattern = (part: Part) => (part.kind === 'literal' ? part.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '(.+?)');

function satisfies(rule: string, value: string): boolean {
  const [, name = '', argument = ''] = /^([^(]+)(?:\((.*)\))?$/.exec(rule) ?? [];
  return constraints[name.toLowerCase()]?.(value, argument) ?? false;
}

/** Encoded slashes stay as they are, so that a value never looks like two segments. */
const decoded = (text: string) =>
  text
    .split(/(%2f)/i)
    .map(piece => (/^%2f$/i.test(piece) ? piece : safelyDecoded(piece)))
    .join('');

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** For sorting: literal segments come before constrained parameters, these before free ones, catch-alls last. */
export const precedence = ({ segments }: RouteTemplate): string => segments.map(rank).join('.');

function rank(parts: readonly Part[]): number {
  const [only] = parts;
  if (parts.length > 1) return 2;
  if (only?.kind !== 'parameter') return 1;
  if (only.isCatchAll) return only.constraints.length > 0 ? 5 : 6;
  return only.constraints.length > 0 ? 3 : 4;
}
