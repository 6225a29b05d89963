import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

interface Event {
  readonly EventType: number;
  readonly EventId: number;
  readonly TaskScheduledId?: number;
  readonly TimerId?: number;
  readonly Name?: string;
  readonly OrchestrationStatus?: string;
}

const words: Record<number, (event: Event) => string> = {
  0: () => 'ES',
  1: event => `EC(${event.EventId},${event.OrchestrationStatus})`,
  3: () => 'ET',
  4: event => `TS(${event.EventId})`,
  5: event => `TC(->${event.TaskScheduledId})`,
  6: event => `TF(->${event.TaskScheduledId})`,
  7: event => `SC(${event.EventId})`,
  8: event => `SOK(->${event.TaskScheduledId})`,
  9: event => `SKO(->${event.TaskScheduledId})`,
  10: event => `TmC(${event.EventId})`,
  11: event => `TmF(->${event.TimerId})`,
  12: () => 'OS',
  13: () => 'OC',
  15: event => `ER(${event.Name})`,
};

/** The stored history of an instance in the facts sheet's notation; each episode begins with OS and ends with OC. */
export function historyNotation(state: string, instanceId: string): string {
  const db = new DatabaseSync(join(state, 'orchestrations.db'), { readOnly: true });
  try {
    const rows = db.prepare('SELECT event FROM history WHERE instanceId = ? ORDER BY seq').all(instanceId);
    const events = rows.map((row): Event => JSON.parse(String(row.event)));
    return events
      .map(event => words[event.EventType]?.(event) ?? `?${event.EventType}`)
      .join(' ')
      .replaceAll('OC OS', 'OC | OS');
  } finally {
    db.close();
  }
}
