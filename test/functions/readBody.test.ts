import { mostBytes, readBody } from '../../functions/readBody';

const bodyOf = (...chunks: readonly (string | Uint8Array)[]) => ({
  body: ReadableStream.from(chunks.map(chunk => Buffer.from(chunk))),
});

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('the body of a request', () => {
  it('is put together from chunks, even when they cut a letter in two', async () => {
    const bytes = Buffer.from('{"name":"größe"}');
    expect(await readBody(bodyOf(bytes.subarray(0, 12), bytes.subarray(12)))).toEqual({
      kind: 'json',
      json: { name: 'größe' },
    });
  });

  it('may be as large as is allowed, and not a byte larger', async () => {
    const largest = JSON.stringify('x'.repeat(mostBytes - 2));
    expect(await readBody(bodyOf(largest))).toMatchObject({ kind: 'json' });
    expect(await readBody(bodyOf(largest, ' '))).toEqual({ kind: 'too-large' });
  });

  it('is read to its end when it is too large, for the host hangs on what nobody reads, but not kept', async () => {
    let sent = 0;
    // 1000 of them are more than any memory holds.
    const chunk = new Uint8Array(64 * 1024 * 1024);
    const huge = new ReadableStream<Uint8Array>({
      pull: controller => (sent++ < 1000 ? controller.enqueue(chunk) : controller.close()),
    });
    expect(await readBody({ body: huge })).toEqual({ kind: 'too-large' });
    expect(sent).toBe(1001);
  });

  it.each([
    ['as deep as is allowed', nested(64)],
    ['with brackets in its texts', JSON.stringify({ '[': '{"['.repeat(100), '\\"{': '['.repeat(100) })],
    ['wide', `[${Array(1000).fill('[]').join(',')}]`],
  ])('may be %s', async (_, body) => {
    expect(await readBody(bodyOf(body))).toEqual({ kind: 'json', json: JSON.parse(body) });
  });

  it.each([
    ['lists', nested(65)],
    ['objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`],
    ['more than the stack could take', nested(6000)],
    ['nothing', '['.repeat(65)],
  ])('is refused when it is nested too deep in %s', async (_, body) => {
    expect(await readBody(bodyOf(body))).toEqual({ kind: 'not-json', reason: 'It is nested deeper than 64 levels.' });
  });

  it.each(['"\\"', '\\"', '"', '["'])('is looked at in one pass, also when it is nothing but %s', async piece => {
    const body = piece.repeat(mostBytes / piece.length);
    const start = performance.now();
    await readBody(bodyOf(body));
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each([
    ['is empty', bodyOf(), 'It is empty.'],
    ['is missing', { body: null }, 'It is empty.'],
    ['is not UTF-8', bodyOf(Buffer.from([0x22, 0xff, 0x22])), 'It is not UTF-8.'],
    ['is not JSON', bodyOf('{"a":'), expect.stringContaining('JSON')],
  ])('is refused when it %s', async (_, body, reason) => {
    expect(await readBody(body)).toEqual({ kind: 'not-json', reason });
  });
});
