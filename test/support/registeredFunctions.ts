import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

type Registered = { readonly name: string; readonly route?: string; readonly authLevel?: string };

/** Loads an app in a process of its own, with the core API that a worker injects, and reads what it registers. */
const loader = `
  const Module = require('node:module');
  const registered = [];
  const core = {
    setProgrammingModel() {}, getProgrammingModel() {}, log() {}, Disposable: class {},
    registerHook: () => ({ dispose() {} }),
    registerFunction: ({ name, bindings }) => {
      const { route, authLevel } = Object.values(bindings).find(({ type }) => type === 'httpTrigger') ?? {};
      registered.push({ name, route, authLevel });
    },
  };
  const load = Module.prototype.require;
  Module.prototype.require = function (id) { return id === '@azure/functions-core' ? core : load.call(this, id); };
  require(require('node:path').resolve(process.argv[1]));
  console.log(JSON.stringify(registered));
`;

export const registeredFunctions = async (main: string): Promise<Registered[]> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', loader, main]);
  return JSON.parse(stdout);
};
