// Everything an orchestration is made of. A step of an orchestration is one transaction over these tables.
export const schema = `
  CREATE TABLE IF NOT EXISTS instances (
    id TEXT PRIMARY KEY,
    executionId TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    input TEXT,
    output TEXT,
    customStatus TEXT,
    parent TEXT,
    generation INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS instancesByStatus ON instances (status, created);

  -- The history of each instance's current execution, in order.
  CREATE TABLE IF NOT EXISTS history (
    instanceId TEXT NOT NULL,
    seq INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (instanceId, seq)
  ) STRICT, WITHOUT ROWID;

  -- Messages to instances, not yet handled; a timer is a message that is due later.
  CREATE TABLE IF NOT EXISTS inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    instanceId TEXT NOT NULL,
    executionId TEXT,
    due INTEGER NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS inboxByInstance ON inbox (instanceId, due);
  CREATE INDEX IF NOT EXISTS inboxByDue ON inbox (due);

  -- Activities scheduled and not yet ended.
  CREATE TABLE IF NOT EXISTS activities (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    instanceId TEXT NOT NULL,
    executionId TEXT NOT NULL,
    taskId INTEGER NOT NULL,
    name TEXT NOT NULL,
    input TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS activitiesByInstance ON activities (instanceId);
`;
