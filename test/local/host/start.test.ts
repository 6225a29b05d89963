import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostCommand, newFolder } from '../../support/runningHost';
import { packageRoot } from '../../support/startCommand';

const anApp = (main: string, files: Record<string, string> = {}) => {
  const app = newFolder();
  const all = {
    'host.json': '{"version":"2.0"}',
    'package.json': '{"main":"main.js"}',
    'main.js': `const { app, trigger } = require('@azure/functions');\n${main}`,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(app, name), text);
  symlinkSync(join(packageRoot, 'node_modules'), join(app, 'node_modules'));
  return app;
};

const handler = 'handler: () => ({})';

describe('the start of an app', () => {
  it.each([
    [
      'a route with a leading slash',
      `app.http('a', { route: '/a', ${handler} });`,
      "The route '/a' of function 'a' is wrong",
    ],
    ['an unclosed route parameter', `app.http('a', { route: 'a/{id', ${handler} });`, 'incomplete parameter'],
    [
      'names that differ in case alone',
      `app.http('a', { ${handler} }); app.http('A', { route: 'b', ${handler} });`,
      "'a' and 'A' differ only in case",
    ],
    ['a bad name', `app.http('1a', { ${handler} });`, "'1a' is not a valid function name"],
    [
      'a binding that is not supported',
      `app.serviceBusQueue('bus', { queueName: 'q', connection: 'c', ${handler} });`,
      "The 'bus' function is in error: the local host does not support the binding type 'serviceBusTrigger'",
    ],
    [
      'a route used twice',
      `app.http('a', { route: 'x', ${handler} }); app.http('b', { route: 'X', ${handler} });`,
      "conflicts with the route defined by function 'a'",
    ],
    [
      'a bad schedule',
      `app.timer('t', { schedule: 'now and then', ${handler} });`,
      "The schedule expression 'now and then' was not recognized",
    ],
    [
      'a setting that is missing',
      `app.storageQueue('q', { queueName: '%NO_SUCH%', connection: 'AzureWebJobsStorage', ${handler} });`,
      "'%NO_SUCH%' does not resolve to a value",
    ],
    [
      'storage that is missing',
      `app.storageQueue('q', { queueName: 'q-q', connection: 'NotThere', ${handler} });`,
      "connection string 'NotThere' does not exist",
    ],
    [
      'an entry file that throws',
      `throw new Error('boom at load');`,
      'unable to load entry point "main.js": boom at load',
    ],
    [
      'a function registered twice',
      `app.http('a', { ${handler} }); app.http('a', { route: 'b', ${handler} });`,
      'A function with id "a" has already been registered',
    ],
  ])('is refused for %s', async (_, main, reason) => {
    const { code, stderr } = await hostCommand({ app: anApp(main) }).ended;

    expect(stderr).toContain(reason);
    expect(code).toBe(1);
  });

  it.each([
    ['no entry file', { 'package.json': '{"main":"dist/*.js"}' }, 'Found zero files matching the supplied pattern'],
    ['no main', { 'package.json': '{}' }, 'has no "main"'],
    ['a host.json without version', { 'host.json': '{"logging":{}}' }, "missing the required 'version' property"],
    [
      'a host.json value out of range',
      { 'host.json': '{"version":"2.0","extensions":{"queues":{"batchSize":64}}}' },
      'extensions.queues.batchSize must be a whole number',
    ],
    [
      'a bad task hub name',
      { 'host.json': '{"version":"2.0","extensions":{"durableTask":{"hubName":"bad name"}}}' },
      "Task hub name 'bad name' should contain only",
    ],
  ])('is refused for %s', async (_, files, reason) => {
    const { code, stderr } = await hostCommand({ app: anApp('', files) }).ended;

    expect(stderr).toContain(reason);
    expect(code).toBe(1);
  });

  it('loads an app of ES modules, runs its hooks and gives it its settings', async () => {
    const main = `
      import { app } from '@azure/functions';
      app.setup({ enableHttpStream: true });
      app.hook.preInvocation(context => { context.inputs.push(process.env.GREETING); });
      app.http('greet', { handler: (_request, greeting) => ({ body: greeting }) });`;
    const app = anApp('', {
      'package.json': '{"main":"src/*.mjs"}',
      'local.settings.json': '{"Values":{"GREETING":"hello"}}',
    });
    mkdirSync(join(app, 'src'));
    writeFileSync(join(app, 'src', 'main.mjs'), main);

    const command = hostCommand({ app });
    const { url }: { url: string } = JSON.parse(await command.line());
    const response = await fetch(`${url}/api/greet`);
    const body = await response.text();
    command.child.kill('SIGTERM');
    await command.ended;

    expect(body).toBe('hello');
  });

  it('runs the hooks around everything, and keeps stdout for the ready line', async () => {
    const main = `
      const note = text => process.stdout.write(text + '\\n');
      app.hook.appStart(() => note('hook appStart'));
      app.hook.preInvocation(context => {
        note('hook preInvocation');
        context.functionHandler = () => ({ body: 'replaced' });
      });
      app.hook.postInvocation(context => {
        note('hook postInvocation');
        context.result = { ...context.result, status: 201 };
      });
      app.hook.appTerminate(() => note('hook appTerminate'));
      app.http('a', { handler: () => ({ body: 'original' }) });`;
    const command = hostCommand({ app: anApp(main) });
    const { url }: { url: string } = JSON.parse(await command.line());

    const response = await fetch(`${url}/api/a`);
    const answer = [response.status, await response.text()];
    command.child.kill('SIGTERM');
    const { stdout, stderr } = await command.ended;

    expect(answer).toEqual([201, 'replaced']);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr.match(/(?<=hook )\w+/g)).toEqual(['appStart', 'preInvocation', 'postInvocation', 'appTerminate']);
  });

  it('calls a failing HTTP function again when it has retry options', async () => {
    const main = `
      let calls = 0;
      app.http('flaky', {
        retry: { strategy: 'fixedDelay', delayInterval: 1, maxRetryCount: 2 },
        handler: (_request, { retryContext }) => {
          calls++;
          if (calls < 3) throw new Error('not yet');
          return { jsonBody: { calls, retryContext } };
        },
      });`;
    const command = hostCommand({ app: anApp(main) });
    const { url }: { url: string } = JSON.parse(await command.line());

    const response = await fetch(`${url}/api/flaky`);
    const body = await response.json();
    command.child.kill('SIGTERM');
    await command.ended;

    expect(body).toEqual({
      calls: 3,
      retryContext: { retryCount: 2, maxRetryCount: 2, exception: { message: 'not yet' } },
    });
  });

  it('hands chunked bodies over and passes streams on when the app asked for HTTP streams', async () => {
    const main = `
      app.setup({ enableHttpStream: true });
      app.http('length', { methods: ['POST'], route: 'length/{id}', handler: async (request) => ({ jsonBody: { id: request.params.id, length: (await request.text()).length } }) });
      app.http('nothing', { handler: () => undefined });
      app.http('boom', { handler: () => { throw new Error('boom'); } });`;
    const command = hostCommand({ app: anApp(main) });
    const { url }: { url: string } = JSON.parse(await command.line());

    const body = new ReadableStream({
      start: controller => {
        controller.enqueue(Buffer.alloc(50_000, 'x'));
        controller.close();
      },
    });
    const length = await fetch(`${url}/api/length/a`, { method: 'POST', body, duplex: 'half' });
    const nothing = await fetch(`${url}/api/nothing`);
    const boom = await fetch(`${url}/api/boom`);
    const seen = [await length.json(), nothing.status, boom.status];
    command.child.kill('SIGTERM');
    await command.ended;

    expect(seen).toEqual([{ id: 'a', length: 50_000 }, 204, 500]);
  });
});
