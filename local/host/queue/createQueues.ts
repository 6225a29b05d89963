import { bindingData } from '../bindingData';
import { type Hosted, withTrigger } from '../functionTable';
import type { QueueOptions } from '../hostJson';
import type { Invoker, OutputSink } from '../invoker';
import { resolveNames, type Settings } from '../localSettings';
import type { Log } from '../log';
import type { BindingInfo } from '../worker/coreTypes';
import { QueueListener } from './listener';
import { sendOutput } from './output';
import { QueueStorage, queueName } from './storage';

export interface Listeners {
  start(): void;
  stop(): Promise<void>;
}

export interface Queues {
  readonly output: OutputSink;
  /** Makes a listener for each queue function; fails when storage is needed and is not there. */
  listen(invoker: Invoker): Promise<Listeners>;
  runByHand(invoker: Invoker, hosted: Hosted, input: string): Promise<unknown>;
}

const poisonSuffix = '-poison';
const endOfTime = '9999-12-31T23:59:59.9999999+00:00';

/** Queue triggers and queue outputs of an app. */
export function createQueues(
  functions: readonly Hosted[],
  options: QueueOptions,
  settings: Settings,
  log: Log,
): Queues {
  const storage = new QueueStorage(settings);
  const nameOf = (binding: BindingInfo) => queueName(resolveNames(String(binding.queueName ?? ''), settings));
  const listener = (hosted: Hosted, invoker: Invoker) => {
    const { trigger, name, fn } = hosted;
    const queue = nameOf(trigger);
    const connection = connectionOf(trigger);
    const canPoison = !queue.endsWith(poisonSuffix) && queue.length + poisonSuffix.length <= 63;
    const reason = `New queue message detected on '${queue}'.`;
    return new QueueListener(
      {
        name,
        queue: storage.queue(connection, queue),
        poison: canPoison ? storage.queue(connection, `${queue}${poisonSuffix}`) : undefined,
        isBinary: String(trigger.dataType ?? '').toLowerCase() === 'binary',
        call: ({ data, triggerMetadata }) =>
          invoker.invoke(fn, { data, triggerMetadata: { ...triggerMetadata }, reason }),
      },
      options,
      log,
    );
  };
  return {
    output: (binding, value) =>
      sendOutput(storage.queue(connectionOf(binding), nameOf(binding)), value, options.messageEncoding),
    listen: async invoker => {
      const triggered = withTrigger(functions, 'queueTrigger');
      const listeners = triggered.map(hosted => listener(hosted, invoker));
      for (const { trigger } of triggered) await storage.check(connectionOf(trigger));
      return {
        start: () => {
          for (const each of listeners) each.start();
        },
        stop: async () => {
          await Promise.all(listeners.map(each => each.stop()));
        },
      };
    },
    runByHand: (invoker, hosted, input) => invoker.invoke(hosted.fn, byHand(hosted, input)),
  };
}

const connectionOf = (binding: BindingInfo) => {
  const { connection } = binding;
  return typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage';
};

const byHand = ({ trigger }: Hosted, input: string) => ({
  data: { string: input },
  triggerMetadata: {
    queueTrigger: { string: input },
    [trigger.name]: { string: input },
    dequeueCount: { json: '0' },
    expirationTime: { json: JSON.stringify(endOfTime) },
    insertionTime: { json: JSON.stringify(new Date().toISOString()) },
    nextVisibleTime: { json: JSON.stringify(endOfTime) },
    ...bindingData(input),
  },
  reason: 'This function was programmatically called via the host APIs.',
});
