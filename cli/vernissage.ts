import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../local/packageRoot';
import { UsageError } from './commandLine';
import { explain } from './explain';
import { print } from './print';

interface Command {
  /** For the list of commands; a command without is for our own use. */
  readonly does?: string;
  /** Loaded only when it runs: each command has its own heavy libraries. */
  load(): Promise<{ run(argv: string[]): Promise<number> }>;
}

const commands = new Map<string, Command>([
  ['demo', { does: 'publish two images on this machine, from start to end', load: () => import('./demo.js') }],
  ['start', { does: 'run the local stack until Ctrl-C', load: () => import('./start.js') }],
  ['azure', { does: 'run the local Azure alone', load: () => import('./azure.js') }],
  ['host', { does: 'run a Functions app on the local host', load: () => import('./host.js') }],
  ['azurite', { load: () => import('./azurite.js') }],
]);

const main = async ([name, ...argv]: string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return print(overview());
  if (name === '--version' || name === '-v') return print(version());
  const command = commands.get(name);
  if (!command) throw new UsageError(`There is no command "${name}". "vernissage --help" lists them.`);
  const { run } = await command.load();
  return run(argv);
};

const overview = (): string => {
  const lines = [...commands].flatMap(([name, { does }]) => (does ? [`  ${name.padEnd(6)}  ${does}`] : []));
  return [
    'Publishes virtual-machine images to an Azure Compute Gallery and shares them.',
    '',
    'Usage: vernissage <command> [options]',
    '',
    ...lines,
    '',
    '"vernissage <command> --help" lists the options of a command.',
    '',
  ].join('\n');
};

const version = (): string => {
  const packageJson: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return `${packageJson.version}\n`;
};

const report = async (error: unknown): Promise<number> => {
  process.stderr.write(await explain(error));
  return error instanceof UsageError ? 2 : 1;
};

void main(process.argv.slice(2))
  .catch(report)
  .then(code => {
    process.exitCode = code;
    // A connection kept alive must not keep the process: what had to end has ended.
    setTimeout(() => process.exit(), 1000).unref();
  });
