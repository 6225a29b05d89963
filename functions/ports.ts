import type { Activities } from '../activities';
import type { Publications, RoleAssignments } from '../activities/ports';
import type { Publication } from '../domain/publication';
import type { PublishInput } from '../domain/publishInput';

/** One running or ended execution, as the Durable extension tells of it. */
export type Instance = {
  readonly ended: boolean;
  /** It was terminated by hand, and so could not say how its publication ended. */
  readonly stopped: boolean;
  /** It failed in the host: our orchestrator never throws, but the extension fails it when its worker dies under it. */
  readonly crashed: boolean;
  readonly attempt: number;
  /** Its latest word: output or custom status; absent before the first. */
  readonly publication?: Omit<Publication, 'request'>;
};

/** The orchestrations of this app. */
export interface Orchestrations {
  find(id: string): Promise<Instance | undefined>;
  /** False when an instance with this id runs already. */
  start(input: PublishInput): Promise<boolean>;
  /** Wakes a waiting orchestration, so that it reads what is written in the index. */
  wake(id: string): Promise<void>;
}

/** A poisoned message as it lies in the queue: its raw text, base64 when the host could decode it. */
export type PoisonMessage = { readonly messageId: string; readonly text: string };

export interface PoisonQueue {
  /** The 32 oldest messages, which is as far as a peek reaches. */
  peek(): Promise<readonly PoisonMessage[]>;
  count(): Promise<number>;
}

/** Each fails with the reason when the thing does not work. */
export type Probes = { storage(): Promise<void>; token(): Promise<void>; resourceManager(): Promise<void> };

/** What the triggers need of the world. */
export interface Dependencies {
  readonly publications: Publications;
  readonly roleAssignments: RoleAssignments;
  readonly poisonQueue: PoisonQueue;
  readonly probes: Probes;
}

export type Triggers = Dependencies & { readonly checkPlan: Activities['checkPlan'] };
