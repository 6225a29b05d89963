import { helpOption, helpText, jsonOption, portNumber, positiveNumber, readOptions } from './commandLine';
import { localSpeed } from './localSpeed';
import { print } from './print';
import { abortWhenStopped, Stopped } from './Stopped';
import { stateDirsOf } from './stateDirs';
import { welcome } from './welcome';
import { withStack } from './withStack';

const commandLine = {
  name: 'start',
  does: 'Runs the local stack (Azurite, the local Azure, Vernissage on the local host) until Ctrl-C. Each start is fresh.',
  options: {
    port: { type: 'string', value: 'PORT', help: 'port of the local host (7071, or a free one when that is taken)' },
    speed: {
      type: 'string',
      value: 'N',
      help: `the local Azure runs N times faster than the real one (${localSpeed})`,
    },
    'state-dir': { type: 'string', value: 'DIR', help: 'keep data, logs and endpoints.json there (.local)' },
    auth: { type: 'boolean', help: 'ask for function keys, as the deployed host does' },
    json: jsonOption('one line with all endpoints'),
    help: helpOption,
  },
} as const;

/** `vernissage start`: the local stack, kept up. */
export const run = async (argv: string[]): Promise<number> => {
  const options = readOptions(commandLine, argv);
  const speed = positiveNumber('speed', options.speed) ?? localSpeed;
  const port = portNumber('port', options.port);
  if (options.help) return print(helpText(commandLine));

  const say = (text: string) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);
  say('Starting the local stack …');
  const { signal } = abortWhenStopped();
  try {
    await withStack(
      { stateDirs: stateDirsOf(options['state-dir']), fresh: true, port, speed, auth: options.auth, signal },
      async stack => {
        print(options.json ? `${JSON.stringify(stack.endpoints)}\n` : await welcome(stack, speed));
        await new Promise(() => {});
      },
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say('The local stack has stopped.');
    return 0;
  }
};
