import { isTrigger, type Trigger, triggerOf } from './invoker';
import type { RegisteredFunction } from './worker/coreModule';

export interface Hosted {
  readonly name: string;
  readonly fn: RegisteredFunction;
  readonly trigger: Trigger;
}

const supported = {
  triggers: ['httpTrigger', 'queueTrigger', 'timerTrigger', 'orchestrationTrigger', 'activityTrigger'],
  inputs: ['durableClient', 'orchestrationClient'],
  outputs: ['http', 'queue'],
};

/** The app's functions, checked: what this host cannot run stops the start, and says why. */
export function functionTable(functions: readonly RegisteredFunction[]): Hosted[] {
  checkNames(functions.map(({ metadata }) => metadata.name));
  return functions.map(fn => {
    const { name } = fn.metadata;
    checkBindings(fn);
    return { name, fn, trigger: triggerOf(fn) };
  });
}

export const withTrigger = (table: readonly Hosted[], type: string): Hosted[] =>
  table.filter(({ trigger }) => trigger.type.toLowerCase() === type.toLowerCase());

export const byLowerCaseName = (hosted: readonly Hosted[]): Map<string, RegisteredFunction> =>
  new Map(hosted.map(({ name, fn }) => [name.toLowerCase(), fn]));

function checkNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name) || name.toLowerCase() === 'host') {
      throw new Error(
        `The '${name}' function is in error: '${name}' is not a valid function name. Begin with a letter; use letters, digits, - and _.`,
      );
    }
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw new Error(
        `The functions '${other}' and '${name}' differ only in case, which stops the whole app on Azure: rename one.`,
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}

function checkBindings({ metadata: { name, bindings } }: RegisteredFunction): void {
  for (const binding of Object.values(bindings)) {
    const kind = isTrigger(binding) ? 'triggers' : binding.direction === 'out' ? 'outputs' : 'inputs';
    if (supported[kind].some(type => type.toLowerCase() === binding.type.toLowerCase())) continue;
    throw new Error(
      `The '${name}' function is in error: the local host does not support the binding type '${binding.type}' as ${kind.slice(0, -1)}. It supports: ${supported[kind].join(', ')}.`,
    );
  }
}
