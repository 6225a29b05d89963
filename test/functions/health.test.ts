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

const working = { storage: works, token: works, resourceManager: works };

const ask = (probes = working, problems: Parameters<typeof health>[0] = []) =>
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
          { name: 'resourceManager', ok: true },
        ],
      },
    });
  });

  it('is 503 with the reason when one does not', async () => {
    const { status, jsonBody } = await ask({ ...working, storage: fails('ECONNREFUSED\n  at x') });
    expect(status).toBe(503);
    expect(jsonBody.checks[1]).toEqual({ name: 'storage', ok: false, detail: 'ECONNREFUSED' });
    expect(jsonBody.checks[2]).toEqual({ name: 'token', ok: true });
  });

  it('tells Resource Manager that cannot be reached from a token that cannot be had', async () => {
    const unreachable = await ask({ ...working, resourceManager: fails('getaddrinfo ENOTFOUND management.example') });
    expect(unreachable.status).toBe(503);
    expect(unreachable.jsonBody.checks.slice(2)).toEqual([
      { name: 'token', ok: true },
      { name: 'resourceManager', ok: false, detail: 'getaddrinfo ENOTFOUND management.example' },
    ]);
    const resourceManager = jest.fn(works);
    const noToken = await ask({ ...working, token: fails('no identity'), resourceManager });
    expect(noToken.jsonBody.checks.slice(2)).toEqual([
      { name: 'token', ok: false, detail: 'no identity' },
      { name: 'resourceManager', ok: false, detail: 'Not asked, for there is no token.' },
    ]);
    expect(resourceManager).not.toHaveBeenCalled();
  });

  it('has a reason also when an error has no message', async () => {
    const refused = async () => {
      throw Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    };
    expect((await ask({ ...working, storage: refused })).jsonBody.checks[1].detail).toBe('ECONNREFUSED');
  });

  it.each([
    'AccountName=x;AccountKey=c2VjcmV0==;EndpointSuffix=y',
    'https://x.queue.core.windows.net/q?sv=1&sig=c2VjcmV0&se=2',
    'client_id=x&client_secret=c2VjcmV0',
    'SharedAccessSignature=c2VjcmV0;x',
  ])('keeps secrets to itself: %s', async message => {
    const { jsonBody } = await ask({ ...working, storage: fails(message) });
    expect(jsonBody.checks[1].detail).toContain('***');
    expect(JSON.stringify(jsonBody)).not.toContain('c2VjcmV0');
  });

  it('names every setting that is wrong, and asks nobody else', async () => {
    const token = jest.fn(works);
    const problems = [
      { setting: 'AzureWebJobsStorage', message: 'is not set.' },
      { setting: 'VERNISSAGE_ARM_ENDPOINT', message: 'must be an https address.' },
    ];
    expect(await ask({ ...working, token }, problems)).toMatchObject({
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
  const failing = async (error: unknown, id = 'gallery-image-1-0-0') => {
    const logged: [string, string][] = [];
    const invocation = new InvocationContext({
      invocationId: 'invocation1',
      logHandler: (level, ...args) => logged.push([level, args.join(' ')]),
    });
    const of = new HttpRequest({ method: 'GET', url: 'https://app.example/api/publications/x', params: { id } });
    const handler = async () => {
      throw error;
    };
    return { answer: await answering(handler)(of, invocation), logged };
  };

  it('still answers, and says nothing of what happened inside', async () => {
    const { answer } = await failing(new Error('AccountKey=secret'));
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '10', 'content-type': 'application/problem+json' },
      jsonBody: { type: 'urn:vernissage:problem:unavailable', detail: expect.stringContaining('invocation1') },
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('logs why in one line with the publication, and the causes for who debugs', async () => {
    const cause = new Error('socket closed\nwith AccountKey=secret');
    const error = Object.assign(new Error('No answer; sig=secret\n{ headers… }', { cause }), { code: 'ETIMEDOUT' });
    expect((await failing(error)).logged).toEqual([
      ['error', '[gallery-image-1-0-0] Error ETIMEDOUT: No answer; sig=***'],
      ['debug', 'caused by Error: socket closed'],
    ]);
  });

  it.each(['', 'x\n[forged] line'])('names no publication "%s"', async id => {
    expect((await failing('text', id)).logged).toEqual([['error', 'text']]);
  });
});
