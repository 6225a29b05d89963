import type { QueueClient } from '@azure/storage-queue';
import { type Json, parseJson, tryParseJson } from '../json';
import type { TypedData } from '../worker/coreTypes';

/** Sends what a function gave to a queue output: one message, or one for each element of an array. */
export async function sendOutput(queue: QueueClient, value: TypedData, encoding: 'base64' | 'none'): Promise<void> {
  const messages = outputMessages(value);
  if (messages.length === 0) return;
  await queue.createIfNotExists();
  for (const message of messages) {
    const bytes = Buffer.from(message);
    await queue.sendMessage(encoding === 'none' ? bytes.toString('utf8') : bytes.toString('base64'));
  }
}

/** The messages that a value stands for, in the forms that the real host writes. */
export function outputMessages({ string, json, bytes, int, double }: TypedData): (string | Uint8Array)[] {
  if (bytes !== undefined) return [bytes];
  if (string !== undefined) return [indentedIfJson(string)];
  if (int !== undefined || double !== undefined) return [numberText(int ?? double ?? 0)];
  if (json === undefined) return [];
  const value = parseJson(json);
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function indentedIfJson(text: string): string {
  const value = tryParseJson(text);
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
}

function textOf(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value, null, 2);
}

/** .NET writes exponents in its own way: 1E+21. */
const numberText = (value: number) => String(value).replace('e', 'E');
