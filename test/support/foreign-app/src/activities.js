const { appendFileSync, existsSync, watch } = require('node:fs');
const { dirname } = require('node:path');
const df = require('durable-functions');

df.app.activity('greet', { handler: city => `Hello ${city}` });
df.app.activity('double', { handler: number => 2 * number });

const attempts = new Map();
df.app.activity('failTimes', {
  handler: ({ key, times }) => {
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    if (attempt <= times) throw new Error(`attempt ${attempt}`);
    return attempt;
  },
});

// Notes that it has begun, and ends when the file is there: a test kills the host in between.
df.app.activity('waitForFile', {
  handler: async ({ journal, file }) => {
    appendFileSync(journal, 'begun\n');
    await new Promise(resolve => {
      const watcher = watch(dirname(file), () => {
        if (!existsSync(file)) return;
        watcher.close();
        resolve();
      });
      if (existsSync(file)) {
        watcher.close();
        resolve();
      }
    });
    appendFileSync(journal, 'ended\n');
    return 'found';
  },
});
