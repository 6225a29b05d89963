import { version } from '../../package.json';
import { startCommand } from '../support/startCommand';

const vernissage = (...args: string[]) => startCommand(process.execPath, ['dist/vernissage.js', ...args]).ended;

describe('the vernissage command', () => {
  it('says its version', async () => {
    await expect(vernissage('--version')).resolves.toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([[], ['--help'], ['help']])('lists its commands when called with %j', async (...args) => {
    const { code, stdout } = await vernissage(...args);
    expect(code).toBe(0);
    for (const command of ['demo', 'start', 'azure', 'host']) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).not.toContain('azurite');
  });

  it.each(['demo', 'start', 'azure', 'host'])('explains %s with --help, without starting anything', async command => {
    const { code, stdout } = await vernissage(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`vernissage ${command}`);
    expect(stdout).toContain('--json');
  });

  it.each([
    [['strat'], 'There is no command "strat". "vernissage --help" lists them.\n'],
    [['start', '--sped', '5'], `Unknown option '--sped'. "vernissage start --help" lists the options.\n`],
    [['demo', '--speed', 'fast'], '--speed takes a number above 0, such as 100; "fast" is not one.\n'],
  ])('refuses %j with a reason on stderr and code 2', async (args, stderr) => {
    await expect(vernissage(...args)).resolves.toMatchObject({ code: 2, stdout: '', stderr });
  });
});
