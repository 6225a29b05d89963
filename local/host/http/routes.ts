import type { Hosted } from '../functionTable';
import { messageOf } from '../json';
import { matchTemplate, parseTemplate, precedence, type RouteTemplate } from './routeTemplate';

export interface Route {
  readonly hosted: Hosted;
  readonly methods: readonly string[];
  readonly template: RouteTemplate;
  readonly authLevel: string;
}

export interface Match {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** The routes of all HTTP functions, most specific first; a wrong one stops the start, as on the real host. */
export function createRoutes(functions: readonly Hosted[], prefix: string): Route[] {
  const routes = functions.map(hosted => createRoute(hosted, prefix));
  for (const [n, route] of routes.entries()) {
    const other = routes.slice(0, n).find(earlier => conflicts(earlier, route));
    if (other) {
      throw new Error(
        `The '${route.hosted.name}' function is in error: The route specified conflicts with the route defined by function '${other.hosted.name}'.`,
      );
    }
  }
  return routes.sort((a, b) => precedence(a.template).localeCompare(precedence(b.template)));
}

function createRoute(hosted: Hosted, prefix: string): Route {
  const { trigger, name } = hosted;
  const own = typeof trigger.route === 'string' ? trigger.route : name;
  if (/^(admin|runtime)(\/|$)/i.test(own)) {
    throw new Error(
      `The '${name}' function is in error: The specified route conflicts with one or more built in routes.`,
    );
  }
  const methods = Array.isArray(trigger.methods)
    ? trigger.methods.map(method => String(method).toUpperCase())
    : ['GET', 'POST'];
  try {
    parseTemplate(own);
    const template = parseTemplate(prefix === '' ? own : `${prefix}/${own}`);
    return { hosted, methods, template, authLevel: authLevelOf(hosted) };
  } catch (error) {
    throw new Error(`The route '${own}' of function '${name}' is wrong: ${messageOf(error)}`, { cause: error });
  }
}

function authLevelOf({ trigger, name }: Hosted): string {
  const level = String(trigger.authLevel ?? 'anonymous').toLowerCase();
  if (['anonymous', 'function', 'admin'].includes(level)) return level;
  throw new Error(`The '${name}' function is in error: '${level}' is no authLevel: use anonymous, function or admin.`);
}

const conflicts = (a: Route, b: Route) =>
  a.template.text.toLowerCase() === b.template.text.toLowerCase() &&
  a.methods.some(method => b.methods.includes(method));

/** The route for a request; undefined when path or method fits none: either is a 404. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    if (!route.methods.includes(method)) continue;
    const params = matchTemplate(route.template, path);
    if (params) return { route, params };
  }
  return undefined;
}
