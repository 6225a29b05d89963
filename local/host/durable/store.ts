import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type HistoryEvent, type ParentInstance, parseEvent, type RuntimeStatus } from './events';
import { schema } from './schema';

export interface Instance {
  readonly id: string;
  readonly executionId: string;
  readonly name: string;
  readonly status: RuntimeStatus;
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly parent: ParentInstance | null;
  readonly generation: number;
  readonly created: number;
  readonly updated: number;
}

export interface Message {
  readonly instanceId: string;
  /** The execution it is for; null = whichever is there, as for external events. */
  readonly executionId: string | null;
  readonly due: number;
  readonly event: HistoryEvent;
}
export type PendingMessage = Message & { readonly seq: number };

export interface ActivityTask {
  readonly instanceId: string;
  readonly executionId: string;
  readonly taskId: number;
  readonly name: string;
  readonly input: string | null;
}
export type PendingActivity = ActivityTask & { readonly seq: number };

export interface Query {
  readonly createdFrom?: number;
  readonly createdTo?: number;
  readonly statuses?: readonly string[];
  readonly idPrefix?: string;
}

type Row = Record<string, unknown>;

/** The orchestrations' tables in one SQLite file. Every method is synchronous; `transaction` groups several. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    this.#db.exec(schema);
  }

  close(): void {
    this.#db.close();
  }

  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  // --- instances

  instance(id: string): Instance | undefined {
    const row = this.#get('SELECT * FROM instances WHERE id = ?', id);
    return row && toInstance(row);
  }

  saveInstance(instance: Instance): void {
    const { id, executionId, name, status, input, output, customStatus, parent, generation, created, updated } =
      instance;
    this.#run(
      'INSERT OR REPLACE INTO instances (id, executionId, name, status, input, output, customStatus, parent, generation, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      executionId,
      name,
      status,
      input,
      output,
      customStatus,
      parent && JSON.stringify(parent),
      generation,
      created,
      updated,
    );
  }

  /** One page of instances in order of id, after the given one. */
  list(query: Query, after: string | undefined, top: number): Instance[] {
    const { where, values } = conditions(query);
    const page = after === undefined ? where : [...where, 'id > ?'];
    const sql = `SELECT * FROM instances ${page.length > 0 ? `WHERE ${page.join(' AND ')}` : ''} ORDER BY id LIMIT ?`;
    return this.#all(sql, ...values, ...(after === undefined ? [] : [after]), top).map(toInstance);
  }

  /** Forgets an instance and everything that belongs to it. */
  remove(id: string): void {
    this.#run('DELETE FROM instances WHERE id = ?', id);
    this.clear(id);
  }

  /** Drops history, messages and activities of an instance, whose row stays. */
  clear(id: string): void {
    this.#run('DELETE FROM history WHERE instanceId = ?', id);
    this.#run('DELETE FROM inbox WHERE instanceId = ?', id);
    this.#run('DELETE FROM activities WHERE instanceId = ?', id);
  }

  // --- history

  history(instanceId: string): HistoryEvent[] {
    return this.#all('SELECT event FROM history WHERE instanceId = ? ORDER BY seq', instanceId).map(row =>
      parseEvent(text(row, 'event')),
    );
  }

  appendHistory(instanceId: string, from: number, events: readonly HistoryEvent[]): void {
    for (const [n, event] of events.entries()) {
      this.#run(
        'INSERT INTO history (instanceId, seq, event) VALUES (?, ?, ?)',
        instanceId,
        from + n,
        JSON.stringify(event),
      );
    }
  }

  clearHistory(instanceId: string): void {
    this.#run('DELETE FROM history WHERE instanceId = ?', instanceId);
  }

  // --- messages

  send({ instanceId, executionId, due, event }: Message): void {
    this.#run(
      'INSERT INTO inbox (instanceId, executionId, due, event) VALUES (?, ?, ?, ?)',
      instanceId,
      executionId,
      due,
      JSON.stringify(event),
    );
  }

  due(instanceId: string, now: number): PendingMessage[] {
    return this.#all('SELECT * FROM inbox WHERE instanceId = ? AND due <= ? ORDER BY due, seq', instanceId, now).map(
      row => ({
        seq: integer(row, 'seq'),
        instanceId,
        executionId: textOrNull(row, 'executionId'),
        due: integer(row, 'due'),
        event: parseEvent(text(row, 'event')),
      }),
    );
  }

  /** Instances with a message due by now, a limited number of them. */
  dueInstances(now: number, limit: number): string[] {
    return this.#all('SELECT DISTINCT instanceId FROM inbox WHERE due <= ? LIMIT ?', now, limit).map(row =>
      text(row, 'instanceId'),
    );
  }

  nextDue(after: number): number | undefined {
    const next = this.#get('SELECT min(due) AS next FROM inbox WHERE due > ?', after)?.next;
    return typeof next === 'number' ? next : undefined;
  }

  deleteMessages(seqs: readonly number[]): void {
    for (const seq of seqs) this.#run('DELETE FROM inbox WHERE seq = ?', seq);
  }

  /** Drops what is waiting for an instance that is over. */
  dropMessages(instanceId: string): void {
    this.#run('DELETE FROM inbox WHERE instanceId = ?', instanceId);
  }

  /** Drops what is waiting for an execution that was replaced. */
  dropMessagesOf(instanceId: string, executionId: string): void {
    this.#run('DELETE FROM inbox WHERE instanceId = ? AND executionId = ?', instanceId, executionId);
  }

  // --- activities

  schedule({ instanceId, executionId, taskId, name, input }: ActivityTask): void {
    this.#run(
      'INSERT INTO activities (instanceId, executionId, taskId, name, input) VALUES (?, ?, ?, ?, ?)',
      instanceId,
      executionId,
      taskId,
      name,
      input,
    );
  }

  activitiesAfter(seq: number, limit: number): PendingActivity[] {
    return this.#all('SELECT * FROM activities WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit).map(row => ({
      seq: integer(row, 'seq'),
      instanceId: text(row, 'instanceId'),
      executionId: text(row, 'executionId'),
      taskId: integer(row, 'taskId'),
      name: text(row, 'name'),
      input: textOrNull(row, 'input'),
    }));
  }

  deleteActivity(seq: number): boolean {
    return this.#run('DELETE FROM activities WHERE seq = ?', seq) > 0;
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepared(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }
}

function conditions({ createdFrom, createdTo, statuses, idPrefix }: Query): {
  where: string[];
  values: SQLInputValue[];
} {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...given: SQLInputValue[]) => {
    where.push(condition);
    values.push(...given);
  };
  if (createdFrom !== undefined) add('created >= ?', createdFrom);
  if (createdTo !== undefined) add('created <= ?', createdTo);
  if (statuses !== undefined && statuses.length > 0)
    add(`status IN (${statuses.map(() => '?').join(', ')})`, ...statuses);
  if (idPrefix !== undefined) add('substr(id, 1, ?) = ?', idPrefix.length, idPrefix);
  return { where, values };
}

const toInstance = (row: Row): Instance => ({
  id: text(row, 'id'),
  executionId: text(row, 'executionId'),
  name: text(row, 'name'),
  status: text(row, 'status') as RuntimeStatus,
  input: textOrNull(row, 'input'),
  output: textOrNull(row, 'output'),
  customStatus: textOrNull(row, 'customStatus'),
  parent: parentOf(textOrNull(row, 'parent')),
  generation: integer(row, 'generation'),
  created: integer(row, 'created'),
  updated: integer(row, 'updated'),
});

const parentOf = (json: string | null): ParentInstance | null =>
  json === null ? null : (JSON.parse(json) as ParentInstance);

function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`Column ${name} holds no text.`);
  return value;
}

function textOrNull(row: Row, name: string): string | null {
  return row[name] === null ? null : text(row, name);
}

function integer(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new Error(`Column ${name} holds no number.`);
  return value;
}
