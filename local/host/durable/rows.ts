import type { SQLInputValue } from 'node:sqlite';
import { type HistoryEvent, type ParentInstance, parseEvent, parseStatus, type RuntimeStatus } from './events';

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

export type Row = Record<string, unknown>;

/** A query as conditions of SQL and their values. */
export function conditions({ createdFrom, createdTo, statuses, idPrefix }: Query): {
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

export const toInstance = (row: Row): Instance => ({
  id: text(row, 'id'),
  executionId: text(row, 'executionId'),
  name: text(row, 'name'),
  status: parseStatus(text(row, 'status')),
  input: textOrNull(row, 'input'),
  output: textOrNull(row, 'output'),
  customStatus: textOrNull(row, 'customStatus'),
  parent: parentOf(textOrNull(row, 'parent')),
  generation: integer(row, 'generation'),
  created: integer(row, 'created'),
  updated: integer(row, 'updated'),
});

function parentOf(json: string | null): ParentInstance | null {
  const parent: ParentInstance | null = json === null ? null : JSON.parse(json);
  return parent;
}

export function text(row: Row, name: string): string {
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

export const toMessage = (row: Row): PendingMessage => ({
  seq: integer(row, 'seq'),
  instanceId: text(row, 'instanceId'),
  executionId: textOrNull(row, 'executionId'),
  due: integer(row, 'due'),
  event: parseEvent(text(row, 'event')),
});

export const toActivity = (row: Row): PendingActivity => ({
  seq: integer(row, 'seq'),
  instanceId: text(row, 'instanceId'),
  executionId: text(row, 'executionId'),
  taskId: integer(row, 'taskId'),
  name: text(row, 'name'),
  input: textOrNull(row, 'input'),
});
