import { z } from 'zod';
import { ManualClock } from '../shared/clock';
import { FaultRequest } from '../shared/Faults';
import { ok, type Reply } from '../shared/Reply';
import { type Call, jsonOf, type Service } from '../shared/service';

type Handler = (call: Call) => Reply;

const Advance = z.strictObject({ advanceMs: z.number().nonnegative() });

/** What scripts and tests ask of the local Azure itself, by method and path below /local/. */
const routes: Record<string, Handler> = {
  'GET counters': ({ world }) => ok(world.log.counters),
  'GET requests': ({ world, url }) => ok({ value: world.log.after(Number(url.searchParams.get('after') ?? 0) || 0) }),
  'GET faults': ({ world }) => ok({ value: world.faults.all }),
  'POST faults': call => withBody(call, FaultRequest, fault => ({ status: 201, body: call.world.faults.add(fault) })),
  'DELETE faults': ({ world, url }) => {
    world.faults.clear(url.searchParams.get('id') ?? undefined);
    return { status: 204 };
  },
  'GET clock': ({ world: { clock } }) => ok({ kind: clock.kind, now: new Date(clock.now()).toISOString() }),
  'POST clock': call => withBody(call, Advance, ({ advanceMs }) => advance(call, advanceMs)),
  'POST reset': ({ world }) => {
    world.reset();
    return { status: 204 };
  },
};

/** The control API. A page in a browser has no business here, so a request with an Origin is refused. */
export const controlService: Service = {
  name: 'control',
  silent: true,
  owns: pathname => /^\/local(?=\/|$)/.test(pathname),
  operationOf: (method, { pathname }) => ({ name: `${method} ${pathname}`, resource: pathname }),
  handle: async call => {
    const { status, body } = answer(call);
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
  },
};

const answer = (call: Call): Reply => {
  if (call.headers.has('origin')) return refusal(403, 'BrowserRefused', 'The control API does not answer web pages.');
  const key = `${call.method} ${call.url.pathname.slice('/local/'.length).replace(/\/$/, '')}`;
  const handler = routes[key];
  if (handler) return handler(call);
  return refusal(404, 'UnknownRoute', `There is no '${key}' here. Known: ${Object.keys(routes).join(', ')}.`);
};

const withBody = <T>(call: Call, schema: z.ZodType<T>, use: (body: T) => Reply): Reply => {
  const parsed = schema.safeParse(jsonOf(call));
  return parsed.success ? use(parsed.data) : refusal(400, 'InvalidBody', z.prettifyError(parsed.error));
};

const advance = ({ world }: Call, ms: number): Reply => {
  const { clock } = world;
  if (!(clock instanceof ManualClock)) {
    return refusal(
      409,
      'ClockNotManual',
      `The clock is ${clock.kind}; start the local Azure with --clock manual to move it.`,
    );
  }
  clock.advance(ms);
  return ok({ kind: clock.kind, now: new Date(clock.now()).toISOString() });
};

const refusal = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});
