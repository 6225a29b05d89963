import { mostBytes, readBody } from '../../functions/readBody';

const bodyOf = (...chunks: readonly (string | Uint8Array)[]) => ({
  body: ReadableStream.from(chunks.map(chunk => Buffer.from(chunk))),
});

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

  it('is not read to its end when it is too large', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => {
        sent++;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect(await readBody({ body: endless })).toEqual({ kind: 'too-large' });
    expect(sent).toBeLessThan(12);
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
