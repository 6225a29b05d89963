import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../cli/explain';
import { StackError } from '../../local/StackError';

describe('explain', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('gives the message of an error', async () => {
    await expect(explain(new Error('It rained.'))).resolves.toBe('It rained.\n');
  });

  it('adds the end of the log, without what our own requests left there', async () => {
    const log = join(dir, 'host.log');
    const lines = Array.from({ length: 30 }, (_, n) => `line ${n}`);
    const own = "info Function.getPublication: Executed 'Functions.getPublication' (Succeeded)";
    await writeFile(log, [...lines, own, own].join('\n'));
    const text = await explain(new StackError('The local host ended with code 1.', log));
    expect(text.split('\n')).toEqual([
      'The local host ended with code 1.',
      `The last lines of ${log}:`,
      ...lines.slice(10).map(line => `  ${line}`),
      `All logs: ${dir}`,
      '',
    ]);
  });

  it('does without a log that was never written', async () => {
    await expect(explain(new StackError('Gone.', join(dir, 'none.log')))).resolves.toContain('Gone.\n');
  });
});
