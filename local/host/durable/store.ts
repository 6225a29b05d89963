import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type HistoryEvent, parseEvent } from './events';
import {
  type ActivityTask,
  conditions,
  type Instance,
  type Message,
  type PendingActivity,
  type PendingMessage,
  type Query,
  type Row,
  text,
  toActivity,
  toInstance,
  toMessage,
} from './rows';
import { schema } from './schema';

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
    const sql = 'SELECT * FROM inbox WHERE instanceId = ? AND due <= ? ORDER BY due, seq';
    return this.#all(sql, instanceId, now).map(toMessage);
  }

  /** Instances with a message due by now, a limited number of them. */
  dueInstances(now: number, limit: number): string[] {
    // By due time: thousands of timers that are not due yet must not be looked at.
    const sql = 'SELECT DISTINCT instanceId FROM inbox INDEXED BY inboxByDue WHERE due <= ? LIMIT ?';
    return this.#all(sql, now, limit).map(row => text(row, 'instanceId'));
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
    return this.#all('SELECT * FROM activities WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit).map(toActivity);
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
