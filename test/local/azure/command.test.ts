import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../cli/azure';
import { UsageError } from '../../../cli/commandLine';

let dir: string;
let printed: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vernissage-'));
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed.push(String(text));
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(dir, { recursive: true });
});

/** Runs until it has printed that it is ready, then stops it as Ctrl-C does. */
const runUntilReady = async (...argv: string[]): Promise<{ code: number; text: string }> => {
  const ready = new Promise<void>(resolve => {
    jest.spyOn(process.stdout, 'write').mockImplementation(text => {
      printed.push(String(text));
      resolve();
      return true;
    });
  });
  const ended = run(['--state-dir', dir, ...argv]);
  await Promise.race([ready, ended]);
  process.emit('SIGINT', 'SIGINT');
  return { code: await ended, text: printed.join('') };
};

const seedFile = async (seed: unknown): Promise<string> => {
  const file = join(dir, 'seed.json');
  await writeFile(file, typeof seed === 'string' ? seed : JSON.stringify(seed));
  return file;
};

describe('vernissage azure', () => {
  it('--json: prints one line with the endpoints, and ends well when stopped', async () => {
    const { code, text } = await runUntilReady('--json', '--speed', '60', '--random-seed', '3');
    expect(code).toBe(0);
    expect(text.trimEnd()).not.toContain('\n');
    expect(JSON.parse(text)).toMatchObject({ caFile: join(dir, 'ca.pem'), clientId: expect.any(String) });
  });

  it('without --json: tells people where everything is', async () => {
    const { text } = await runUntilReady('--clock', 'manual');
    expect(text).toContain('Resource Manager   https://localhost:');
  });

  it('--seed-file: what it says exists, too', async () => {
    const file = await seedFile({ subscriptionId: '5ab00000-0000-4000-8000-000000000009' });
    const { text } = await runUntilReady('--json', '--seed-file', file);
    expect(JSON.parse(text)).toMatchObject({ subscriptionId: '5ab00000-0000-4000-8000-000000000009' });
  });

  it('--help: lists the options', async () => {
    expect(await run(['--help'])).toBe(0);
    expect(printed.join('')).toContain('--seed-file FILE');
  });

  it.each([
    ['an unknown option', ['--colour'], '--colour'],
    ['a speed of nothing', ['--speed', '0'], '--speed takes a number above 0'],
    ['a port that is none', ['--port', '99999'], '--port takes a port'],
    ['an unknown clock', ['--clock', 'sun'], '--clock takes "real" or "manual"'],
    ['a seed file that is missing', ['--seed-file', 'none.json'], 'none.json cannot be read as JSON'],
  ])('%s: is refused with what is allowed', async (_, argv, message) => {
    await expect(run(argv)).rejects.toThrow(UsageError);
    await expect(run(argv)).rejects.toThrow(message);
  });

  it('--seed-file: one with unknown members is refused with where', async () => {
    const file = await seedFile({ images: [{ name: 'x' }] });
    await expect(run(['--seed-file', file])).rejects.toThrow('images[0].resourceGroup');
  });
});
