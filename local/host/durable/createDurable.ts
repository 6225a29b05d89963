import { byLowerCaseName, type Hosted, withTrigger } from '../functionTable';
import type { DurableOptions } from '../hostJson';
import type { InputSource, Invoker } from '../invoker';
import type { Log } from '../log';
import { Engine } from './engine';
import { DurableHttpApi } from './httpApi';
import { clientInput, type Hub } from './managementUrls';
import { OrchestrationClient } from './orchestrationClient';
import { Store } from './store';

export interface Durable {
  readonly api: DurableHttpApi;
  start(): void;
  stop(): Promise<void>;
}

export interface DurableParts {
  readonly file: string;
  readonly functions: readonly Hosted[];
  readonly invoker: Invoker;
  readonly hub: Hub;
  readonly options: DurableOptions & { readonly timeFactor: number };
  readonly log: Log;
}

/** What functions with a durable client binding get. */
export function durableInputs(hub: Hub): Record<string, InputSource> {
  const input: InputSource = () => ({ string: JSON.stringify(clientInput(hub)) });
  return { durableclient: input, orchestrationclient: input };
}

/** Store, engine and management API of the Durable extension, put together. */
export function createDurable({ file, functions, invoker, hub, options, log }: DurableParts): Durable {
  const store = new Store(file);
  const durableFunctions = {
    activities: byLowerCaseName(withTrigger(functions, 'activityTrigger')),
    orchestrators: byLowerCaseName(withTrigger(functions, 'orchestrationTrigger')),
  };
  const engine = new Engine(store, invoker, durableFunctions, options, log);
  const client = new OrchestrationClient(store, options.anyStateIsOverridable, engine.wake);
  return {
    api: new DurableHttpApi(client, store, hub),
    start: engine.wake,
    stop: async () => {
      await engine.stop();
      store.close();
    },
  };
}
