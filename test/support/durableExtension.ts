import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { InvocationContext, type TriggerMetadata } from '@azure/functions';
import { input } from 'durable-functions';

type Instance = { runtimeStatus: string; input?: unknown; output?: unknown; customStatus?: unknown };

/**
 * The HTTP API that the Durable extension offers to its client, as far as our triggers use it: the real client talks to
 * it, with its own words for what goes wrong. `events` are the ids of instances that were woken.
 */
export const startDurableExtension = async () => {
  const instances = new Map<string, Instance>();
  const events: string[] = [];
  const server = createServer(async (request, response) => {
    const [, kind, id = '', rest] =
      /^\/(orchestrators\/publishImage|instances)\/([^/?]+)(\/raiseEvent\/wake)?/.exec(request.url ?? '') ?? [];
    const known = instances.get(id);
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (kind === 'orchestrators/publishImage') {
      if (known?.runtimeStatus === 'Running')
        return answer(409, { message: `An instance with id ${id} already exists.` });
      instances.set(id, { runtimeStatus: 'Running', input: await json(request) });
      return answer(202, { id });
    }
    if (!known) return answer(404, { message: `No instance with ID '${id}' was found.` });
    if (rest) return answer(events.push(id) && 202, {});
    const moment = '2026-11-24T09:00:00Z';
    const times = { createdTime: moment, lastUpdatedTime: moment };
    const status = { name: 'publishImage', instanceId: id, ...times, input: null, output: null, customStatus: null };
    return answer(200, { ...status, ...known });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port }: Pick<AddressInfo, 'port'> = Object(server.address());
  const rpcBaseUrl = `http://127.0.0.1:${port}/`;
  return {
    instances,
    events,
    context: (triggerMetadata: TriggerMetadata = {}) => contextWith(rpcBaseUrl, triggerMetadata),
    close: async () => {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
};

/** An invocation with a Durable client input. What is logged goes nowhere. */
const contextWith = (rpcBaseUrl: string, triggerMetadata: TriggerMetadata): InvocationContext => {
  const client = input.durableClient();
  const context = new InvocationContext({
    triggerMetadata,
    options: { extraInputs: [client] },
    logHandler: () => {},
  });
  context.extraInputs.set(client, { taskHubName: 'hub', creationUrls: {}, managementUrls: {}, rpcBaseUrl });
  return context;
};
