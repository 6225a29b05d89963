import { z } from 'zod';
import type { Operation } from './Operation';
import { chance, newGuid } from './random';
import { regionName } from './regions';

const match = z.strictObject({
  operation: z.string().optional(),
  resource: z.string().optional(),
  region: z.string().optional(),
  nth: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
});

const effect = z.union([
  z.strictObject({
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfter: z.number().positive().optional(),
  }),
  z.strictObject({ reset: z.enum(['before', 'after']) }),
  z.strictObject({ delayMs: z.number().nonnegative() }),
  z.strictObject({ failRegion: z.strictObject({ details: z.string(), code: z.string().optional() }) }),
  z.strictObject({ operationFails: z.strictObject({ code: z.string(), message: z.string() }) }),
  z.strictObject({ hideAfterCreateMs: z.number().positive() }),
]);

/** A scripted fault, as `POST /local/faults` takes it. */
export const FaultRequest = z.strictObject({
  match: match.default({}),
  effect,
  times: z.int().positive().optional(),
});
export type FaultRequest = z.infer<typeof FaultRequest>;

interface Fault extends FaultRequest {
  id: string;
  /** Requests that fitted, whether or not it struck. */
  seen: number;
  struck: number;
}

/** What the faults that strike one request ask for, together. */
export interface Effects {
  faults: string[];
  answer?: { status: number; code?: string; message?: string; retryAfter?: number };
  reset?: 'before' | 'after';
  delayMs?: number;
  failRegions: { region?: string; details: string; code?: string }[];
  operationFails?: { code: string; message: string };
  hideAfterCreateMs?: number;
}

export const noEffects = (): Effects => ({ faults: [], failRegions: [] });

/** The faults in force. */
export class Faults {
  #faults: Fault[] = [];

  constructor(readonly randomSeed: number) {}

  add(request: FaultRequest): Fault {
    const fault = { ...request, id: newGuid(), seen: 0, struck: 0 };
    this.#faults.push(fault);
    return fault;
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }

  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter(fault => fault.id !== id);
  }

  /** The effects on this request; each fault that fits counts it. */
  strike(operation: Operation): Effects {
    const effects = noEffects();
    for (const fault of this.#faults) {
      if (fits(fault, operation) && concerns(fault, operation) && this.#strikes(fault)) apply(fault, effects);
    }
    return effects;
  }

  #strikes(fault: Fault): boolean {
    fault.seen += 1;
    const { nth, probability } = fault.match;
    const spent = fault.times !== undefined && fault.struck >= fault.times;
    const turn = nth === undefined || fault.seen === nth;
    const lucky =
      probability === undefined ||
      chance(this.randomSeed, fault.seen, JSON.stringify([fault.match, fault.effect])) < probability;
    if (spent || !turn || !lucky) return false;
    fault.struck += 1;
    return true;
  }
}

const fits = ({ match: { operation, resource } }: Fault, asked: Operation): boolean =>
  (operation === undefined || operation.toLowerCase() === asked.name.toLowerCase()) &&
  (resource === undefined || fitsResource(resource.toLowerCase(), asked.resource.toLowerCase()));

/** What can only happen to some requests does not wait for the others: they neither count nor use it up. */
const concerns = ({ effect }: Fault, { name }: Operation): boolean => {
  if ('failRegion' in effect) return /^(PUT|PATCH) Microsoft\.Compute\/galleries\/images\/versions$/.test(name);
  if ('hideAfterCreateMs' in effect) return name.startsWith('PUT ');
  return 'operationFails' in effect ? /^(PUT|PATCH|DELETE) /.test(name) : true;
};

/** With a star a pattern for the whole id, else a part of it. */
const fitsResource = (pattern: string, id: string): boolean => {
  if (!pattern.includes('*')) return id.includes(pattern);
  const parts = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(id);
};

const apply = ({ id, match, effect }: Fault, effects: Effects): void => {
  effects.faults.push(id);
  if ('status' in effect) effects.answer = effect;
  else if ('reset' in effect) effects.reset = effect.reset;
  else if ('delayMs' in effect) effects.delayMs = (effects.delayMs ?? 0) + effect.delayMs;
  else if ('operationFails' in effect) effects.operationFails = effect.operationFails;
  else if ('hideAfterCreateMs' in effect) effects.hideAfterCreateMs = effect.hideAfterCreateMs;
  else {
    const region = match.region === undefined ? undefined : regionName(match.region);
    effects.failRegions.push({ region, ...effect.failRegion });
  }
};
