// The orchestrators of a small app that is not ours: one construct each.
const df = require('durable-functions');

const inMilliseconds = (context, wait) => new Date(context.df.currentUtcDateTime.getTime() + wait);

df.app.orchestration('chain', function* (context) {
  const greetings = [];
  for (const city of ['Tokyo', 'Seattle', 'London']) greetings.push(yield context.df.callActivity('greet', city));
  return greetings;
});

df.app.orchestration('fanOut', function* (context) {
  const count = context.df.getInput() || 3;
  const tasks = Array.from({ length: count }, (_, n) => context.df.callActivity('double', n));
  return yield context.df.Task.all(tasks);
});

df.app.orchestration('nap', function* (context) {
  yield context.df.createTimer(inMilliseconds(context, context.df.getInput()));
  return 'awake';
});

df.app.orchestration('approval', function* (context) {
  const event = context.df.waitForExternalEvent('approve');
  const timer = context.df.createTimer(inMilliseconds(context, 3_600_000));
  if ((yield context.df.Task.any([event, timer])) === timer) return 'too late';
  timer.cancel();
  context.df.setCustomStatus({ by: event.result });
  return `approved by ${event.result}`;
});

df.app.orchestration('family', function* (context) {
  return yield context.df.callSubOrchestrator('chain');
});

df.app.orchestration('stubborn', function* (context) {
  return yield context.df.callActivityWithRetry('failTimes', new df.RetryOptions(1, 5), {
    key: context.df.instanceId,
    times: context.df.getInput(),
  });
});

df.app.orchestration('counter', function* (context) {
  const count = yield context.df.callActivity('double', context.df.getInput());
  if (count >= 16) return count;
  context.df.continueAsNew(count);
});

df.app.orchestration('patient', function* (context) {
  return yield context.df.callActivity('waitForFile', context.df.getInput());
});

df.app.orchestration('forgetful', function* () {
  return yield 'not a task';
});

df.app.orchestration('caller', function* (context) {
  return yield context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1/' });
});
