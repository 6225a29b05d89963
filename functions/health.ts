import type { HttpResponseInit } from '@azure/functions';
import type { ConfigProblem } from '../config';
import { answering } from './answers';
import type { Probes } from './ports';

type Check = { readonly name: string; readonly ok: boolean; readonly detail?: string };

/** GET /api/health: whether configuration, storage and token work; 503 when one does not, with the reason. */
export const health = (problems: readonly ConfigProblem[], probes: Probes) =>
  answering(async (): Promise<HttpResponseInit> => {
    const configuration: Check = {
      name: 'configuration',
      ok: problems.length === 0,
      ...(problems.length > 0 && { detail: problems.map(({ setting, message }) => `${setting} ${message}`).join(' ') }),
    };
    const checks = [
      configuration,
      ...(configuration.ok
        ? await Promise.all([check('storage', () => probes.storage()), check('token', () => probes.token())])
        : []),
    ];
    const ok = checks.every(each => each.ok);
    return { status: ok ? 200 : 503, jsonBody: { status: ok ? 'ok' : 'failing', checks } };
  });

const check = async (name: string, probe: () => Promise<void>): Promise<Check> => {
  try {
    await withinSeconds(10, probe());
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: firstLine(error) };
  }
};

const withinSeconds = async (seconds: number, work: Promise<void>): Promise<void> => {
  const late = AbortSignal.timeout(seconds * 1000);
  const timeout = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error(`No answer within ${seconds} seconds.`)), { once: true });
  });
  await Promise.race([work, timeout]);
};

/** The reason without keys or signatures, which error texts of the SDKs can hold. */
const firstLine = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/(AccountKey|SharedAccessSignature|sig|client_secret)=[^;&\s]+/gi, '$1=***').slice(0, 300);
};
