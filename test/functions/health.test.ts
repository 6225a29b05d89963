import { HttpRequest, InvocationContext } from '@azure/functions';
import { answering } from '../../functions/answers';
import { health } from '../../functions/health';
import { unavailable } from '../../functions/unavailable';

const request = new HttpRequest({ method: 'GET', url: 'https://app.example/api/health' });
const context = () => new InvocationContext({ invocationId: 'invocation1', logHandler: () => {} });
const works = async () => {};
const fails = (message: string) => async () => {
  throw new Error(message);
};

const ask = (probes = { storage: works, token: works }, problems: Parameters<typeof health>[0] = []) =>
  health(problems, probes)(request, context());

describe('GET /api/health', () => {
  it('is 200 when everything works', async () => {
    expect(await ask()).toEqual({
      status: 200,
      jsonBody: {
        status: 'ok',
        checks: [
          { name: 'configuration', ok: true },
          { name: 'storage', ok: true },
          { name: 'token', ok: true },
        ],
      },
    });
  });

  it('is 503 with the reason when one does not', async () => {
    const { status, jsonBody } = await ask({ storage: fails('ECONNREFUSED\n  at x'), token: works });
    expect(status).toBe(503);
    expect(jsonBody.checks[1]).toEqual({ name: 'storage', ok: false, detail: 'ECONNREFUSED' });
    expect(jsonBody.checks[2]).toEqual({ name: 'token', ok: true });
  });

  it.each([
    'AccountName=x;AccountKey=c2VjcmV0==;EndpointSuffix=y',
    'https://x.queue.core.windows.net/q?sv=1&sig=c2VjcmV0&se=2',
    'client_id=x&client_secret=c2VjcmV0',
    'SharedAccessSignature=c2VjcmV0;x',
  ])('keeps secrets to itself: %s', async message => {
    const { jsonBody } = await ask({ storage: fails(message), token: works });
    expect(jsonBody.checks[1].detail).toContain('***');
    expect(JSON.stringify(jsonBody)).not.toContain('c2VjcmV0');
  });

  it('names every setting that is wrong, and asks nobody else', async () => {
    const token = jest.fn(works);
    const problems = [
      { setting: 'AzureWebJobsStorage', message: 'is not set.' },
      { setting: 'VERNISSAGE_ARM_ENDPOINT', message: 'must be an https address.' },
    ];
    expect(await ask({ storage: works, token }, problems)).toMatchObject({
      status: 503,
      jsonBody: {
        checks: [
          { ok: false, detail: 'AzureWebJobsStorage is not set. VERNISSAGE_ARM_ENDPOINT must be an https address.' },
        ],
      },
    });
    expect(token).not.toHaveBeenCalled();
  });
});

describe('an app with bad settings', () => {
  it('says which, whatever it is asked to do', async () => {
    const { publications } = unavailable([{ setting: 'AzureWebJobsStorage', message: 'is not set.' }]);
    expect(() => publications.find('x')).toThrow('AzureWebJobsStorage is not set.');
  });
});

describe('a handler that throws', () => {
  it('still answers, and logs why', async () => {
    const logged: unknown[] = [];
    const invocation = new InvocationContext({
      invocationId: 'invocation1',
      logHandler: (_, ...args) => logged.push(...args),
    });
    const answer = await answering(fails('AccountKey=secret'))(request, invocation);
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '10', 'content-type': 'application/problem+json' },
      jsonBody: { type: 'urn:vernissage:problem:unavailable', detail: expect.stringContaining('invocation1') },
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(String(logged)).toContain('AccountKey=secret');
  });
});
