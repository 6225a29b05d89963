import { startHost } from '../local/host';
import { untilStopped } from '../local/untilStopped';
import { helpOption, helpText, jsonOption, portNumber, positiveNumber, readOptions, UsageError } from './commandLine';
import { print } from './print';

const commandLine = {
  name: 'host',
  does: 'Runs a Functions app (JavaScript, programming model v4) on the local host until Ctrl-C.',
  options: {
    app: {
      type: 'string',
      value: 'DIR',
      help: 'folder of the app, with its package.json and host.json (the current one)',
    },
    port: { type: 'string', value: 'PORT', help: 'port to listen on (7071, or a free one when that is taken)' },
    auth: { type: 'boolean', help: 'ask for keys, as the deployed host does' },
    state: {
      type: 'string',
      value: 'DIR',
      help: "keep orchestrations, keys and schedules there (.local in the app's folder)",
    },
    'time-factor': { type: 'string', value: 'N', help: 'durable timers run N times faster (1)' },
    verbose: { type: 'boolean', help: 'log everything, also what the durable engine decides' },
    json: jsonOption('one line when ready'),
    help: helpOption,
  },
} as const;

/** `vernissage host`: the local stand-in for the Functions host, in the foreground. */
export const run = async (argv: string[]): Promise<number> => {
  const options = readOptions(commandLine, argv);
  const port = portNumber('port', options.port);
  const timeFactor = positiveNumber('time-factor', options['time-factor']) ?? 1;
  if (options.help) return print(helpText(commandLine));
  if (options.app === '') throw new UsageError('--app takes the folder of a Functions app.');

  const stopped = untilStopped();
  const { tell, log } = options.json ? jsonAlone() : { tell: print, log: process.stdout };
  const host = await startHost({
    app: options.app ?? '.',
    ...(port === undefined ? {} : { port }),
    ...(options.state === undefined ? {} : { state: options.state }),
    auth: options.auth ?? false,
    verbose: options.verbose ?? false,
    timeFactor,
    write: line => log.write(`${line}\n`),
  });
  const { url, functions } = host;
  const ready = `Listening on ${url} with ${functions.length} functions: ${functions.join(', ')}`;
  tell(`${options.json ? JSON.stringify({ url, pid: process.pid, functions }) : ready}\n`);
  await stopped;
  await host.stop();
  return 0;
};

/** The app shares our stdout, where nothing but JSON may go: what it writes there itself goes to stderr. */
function jsonAlone() {
  const { stdout, stderr } = process;
  const tell = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return { tell, log: stderr };
}
