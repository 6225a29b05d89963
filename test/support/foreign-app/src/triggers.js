const { app, output } = require('@azure/functions');
const df = require('durable-functions');

app.http('start', {
  route: 'start/{name}/{id?}',
  methods: ['POST'],
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    const text = await request.text();
    const input = text === '' ? undefined : JSON.parse(text);
    const id = await client.startNew(request.params.name, { instanceId: request.params.id, input });
    return client.createCheckStatusResponse(request, id);
  },
});

app.http('item', {
  route: 'items/{id:int}/{*rest}',
  methods: ['GET'],
  authLevel: 'function',
  handler: ({ params }) => ({ jsonBody: params }),
});

app.http('secret', { methods: ['GET'], authLevel: 'admin', handler: () => ({ body: 'secret' }) });

app.http('answer', {
  route: 'answer/{kind}',
  methods: ['GET'],
  handler: ({ params }) => {
    if (params.kind === 'error') throw new Error('secret detail');
    if (params.kind === 'text') return 'no object';
    if (params.kind === 'nothing') return undefined;
    return { body: params.kind, cookies: [{ name: 'a', value: '1', httpOnly: true }] };
  },
});

app.http('length', {
  methods: ['POST'],
  handler: async request => ({ jsonBody: (await request.text()).length }),
});

app.http('careless', {
  methods: ['POST'],
  handler: () => {
    void Promise.reject(new Error('nobody caught this'));
    return { body: 'done' };
  },
});

// A queue message starts a chain under the id it names.
app.storageQueue('onOrder', {
  queueName: 'foreign-orders',
  connection: 'AzureWebJobsStorage',
  extraInputs: [df.input.durableClient()],
  handler: (order, context) => df.getClient(context).startNew('chain', { instanceId: order.id }),
});

// What arrives on these queues comes out again on another, with what the function saw of it.
const seen = output.storageQueue({ queueName: 'foreign-seen', connection: 'AzureWebJobsStorage' });
app.storageQueue('onText', {
  queueName: 'foreign-text',
  connection: 'AzureWebJobsStorage',
  return: seen,
  handler: (message, context) => ({ message, metadata: context.triggerMetadata }),
});
app.generic('onBytes', {
  trigger: {
    type: 'queueTrigger',
    name: 'message',
    queueName: 'foreign-bytes',
    connection: 'AzureWebJobsStorage',
    dataType: 'binary',
  },
  return: seen,
  handler: message => ({ isBuffer: Buffer.isBuffer(message), hex: message.toString('hex') }),
});
app.storageQueue('onFailing', {
  queueName: 'foreign-failing',
  connection: 'AzureWebJobsStorage',
  handler: () => {
    throw new Error('never works');
  },
});

app.timer('onStartup', {
  schedule: '0 0 3 1 1 *',
  runOnStartup: true,
  return: seen,
  handler: timer => ({ timer }),
});
