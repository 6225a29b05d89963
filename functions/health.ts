import type { HttpResponseInit } from '@azure/functions';
import type { ConfigProblem } from '../config';
import { answering } from './answers';
import type { Probes } from './ports';
import { reasonOf } from './reasonOf';

type Check = { readonly name: string; readonly ok: boolean; readonly detail?: string };

/** GET /api/health: whether configuration, storage, token and Resource Manager work; 503 when one does not, with the reason. */
export const health = (problems: readonly ConfigProblem[], probes: Probes) =>
  answering(async (): Promise<HttpResponseInit> => {
    const configuration: Check = {
      name: 'configuration',
      ok: problems.length === 0,
      ...(problems.length > 0 && { detail: problems.map(({ setting, message }) => `${setting} ${message}`).join(' ') }),
    };
    const checks = [
      configuration,
      ...(configuration.ok ? (await Promise.all([storage(probes), azure(probes)])).flat() : []),
    ];
    const ok = checks.every(each => each.ok);
    return { status: ok ? 200 : 503, jsonBody: { status: ok ? 'ok' : 'failing', checks } };
  });

const storage = (probes: Probes): Promise<Check> => check('storage', () => probes.storage());

/** Resource Manager is asked with the token: without one there is nothing to ask with. */
const azure = async (probes: Probes): Promise<Check[]> => {
  const token = await check('token', () => probes.token());
  const name = 'resourceManager';
  if (!token.ok) return [token, { name, ok: false, detail: 'Not asked, for there is no token.' }];
  return [token, await check(name, () => probes.resourceManager())];
};

const check = async (name: string, probe: () => Promise<void>): Promise<Check> => {
  try {
    await withinSeconds(10, probe());
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: reasonOf(error) };
  }
};

const withinSeconds = async (seconds: number, work: Promise<void>): Promise<void> => {
  const late = AbortSignal.timeout(seconds * 1000);
  const timeout = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error(`No answer within ${seconds} seconds.`)), { once: true });
  });
  await Promise.race([work, timeout]);
};
