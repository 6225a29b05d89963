import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { createLocalAzure, type Endpoints, listen, ManualClock, PartialSeedFile, realClock } from '../local/azure';
import { untilStopped } from '../local/untilStopped';
import { helpOption, helpText, jsonOption, portNumber, positiveNumber, readOptions, UsageError } from './commandLine';
import { print } from './print';

const command = {
  name: 'azure',
  does: 'Runs the local Azure alone: Resource Manager, Compute galleries, role assignments, Entra ID and Graph over TLS.',
  options: {
    json: jsonOption('one line with the endpoints, when ready,'),
    port: { type: 'string', value: 'N', help: 'the port to listen on (a free one by default)' },
    speed: { type: 'string', value: 'N', help: 'how many times faster than Azure everything goes (1)' },
    clock: { type: 'string', value: 'KIND', help: '"manual" stands still until POST /local/clock moves it (real)' },
    'seed-file': { type: 'string', value: 'FILE', help: 'JSON with more of what exists at the start' },
    'random-seed': { type: 'string', value: 'N', help: 'the same number gives the same replication times (1)' },
    'state-dir': { type: 'string', value: 'DIR', help: 'where ca.pem is written (.local/azure)' },
    help: helpOption,
  },
} as const;

type Options = ReturnType<typeof readOptions<typeof command.options>>;

/** `vernissage azure`: serves until it is stopped. */
export const run = async (argv: string[]): Promise<number> => {
  const options = readOptions(command, argv);
  if (options.help) return print(helpText(command));
  const [clock, port] = [clockOf(options), portNumber('port', options.port)];
  const randomSeed = positiveNumber('random-seed', options['random-seed']);
  const stopped = untilStopped();
  const azure = createLocalAzure({ clock, randomSeed, seed: await seedOf(options['seed-file']) });
  const { endpoints, close } = await listen(azure, { port, stateDir: resolve(options['state-dir'] ?? '.local/azure') });
  print(options.json ? `${JSON.stringify(endpoints)}\n` : described(endpoints));
  await stopped;
  await close();
  return 0;
};

const clockOf = ({ clock, speed }: Options) => {
  if (clock !== undefined && clock !== 'real' && clock !== 'manual') {
    throw new UsageError(`--clock takes "real" or "manual"; "${clock}" is neither.`);
  }
  return clock === 'manual' ? new ManualClock() : realClock(positiveNumber('speed', speed));
};

const seedOf = async (file: string | undefined) => {
  if (file === undefined) return undefined;
  const parsed = PartialSeedFile.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  throw new UsageError(`The seed file ${file} cannot be used:\n${z.prettifyError(parsed.error)}`);
};

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`The seed file ${file} cannot be read as JSON: ${String(error)}`);
  }
};

const described = (endpoints: Endpoints): string => {
  const { resourceManager, entra, graph, identity, control, caFile } = endpoints;
  return [
    'The local Azure is ready (Ctrl-C stops it).',
    `  Resource Manager   ${resourceManager}`,
    `  Entra ID           ${entra}/${endpoints.tenantId}`,
    `  Graph              ${graph}/v1.0`,
    `  managed identity   ${identity.endpoint} (X-IDENTITY-HEADER: ${identity.header})`,
    `  control            ${control}`,
    `  certificate        ${caFile}`,
    `  subscription       ${endpoints.subscriptionId}`,
    '',
  ].join('\n');
};
