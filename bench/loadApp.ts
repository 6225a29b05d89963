import Module from 'node:module';
import { resolve } from 'node:path';

/** Loads an app as the Functions worker does and tells when all of its functions were registered, from process start. */
export const loadApp = async (file: string): Promise<void> => {
  let functions = 0;
  const core = {
    version: '3.9.1',
    hostVersion: '4.1037.0',
    setProgrammingModel: () => {},
    getProgrammingModel: () => undefined,
    registerFunction: () => void functions++,
    registerHook: () => ({ dispose: () => {} }),
    log: () => {},
    Disposable: class {},
  };
  const load = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: Module, id: string) {
    return id === '@azure/functions-core' ? core : load.call(this, id);
  }, load);
  load.call(module, resolve(file));
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(JSON.stringify({ milliseconds: performance.now(), peakMiB: maxRSS / 1024, functions }));
};
