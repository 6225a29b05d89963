import type { Json } from '../json';

/** Something the walk has begun and history does not know yet, under its sequence number. */
export type Decision =
  | { readonly kind: 'task'; readonly name: string; readonly input: Json }
  | { readonly kind: 'subOrchestration'; readonly name: string; readonly input: Json; readonly instanceId?: string }
  | { readonly kind: 'timer'; readonly fireAt: Date; readonly isCanceled: boolean };
