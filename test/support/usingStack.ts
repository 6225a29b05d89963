import { join } from 'node:path';
import type { Endpoints } from '../../local/endpoints';
import { type StackOptions, up } from '../../local/up';
import { type LocalAzureClient, localAzure } from './localAzure';
import { type PublicationsApi, publicationsApi } from './publicationsApi';
import { requestsQueue } from './requestsQueue';
import { packageRoot } from './startCommand';

interface TestStack {
  readonly endpoints: Endpoints;
  readonly stateDir: string;
  readonly api: PublicationsApi;
  readonly azure: LocalAzureClient;
  readonly queue: ReturnType<typeof requestsQueue>;
  stop(): Promise<void>;
}

/** At this speed Azure makes an image version in about a second. */
const fast = 600;

/**
 * One stack for all tests of a file, on free ports; it is stopped after them, also when they failed. Its logs stay
 * in `.local/test/<name>` until the next run.
 *
 * @example const stack = usingStack('publish'); it('…', () => stack().api.publish(aRequest()));
 */
export const usingStack = (name: string, options: Omit<StackOptions, 'stateDir'> = {}): (() => TestStack) => {
  let stack: TestStack | undefined;
  beforeAll(async () => {
    stack = await startTestStack(name, options);
  });
  afterAll(() => stack?.stop());
  return () => {
    if (!stack) throw new Error('The stack runs only while tests do: use it inside of one.');
    return stack;
  };
};

const startTestStack = async (name: string, options: Omit<StackOptions, 'stateDir'>): Promise<TestStack> => {
  const stateDir = join(packageRoot, '.local', 'test', name);
  const { endpoints, stop } = await up({ speed: fast, fresh: true, anyPorts: true, ...options, stateDir });
  try {
    const azure = await localAzure(endpoints);
    const api = publicationsApi(endpoints.host);
    return { endpoints, stateDir, api, azure, queue: requestsQueue(endpoints.storage), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
