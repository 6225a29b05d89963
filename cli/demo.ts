import { join } from 'node:path';
import type { Publication } from '../domain/publication';
import type { Stack } from '../local/Stack';
import { StackError } from '../local/StackError';
import { readAzureRequests } from './azureRequests';
import { helpOption, helpText, jsonOption, positiveNumber, readOptions } from './commandLine';
import { tailOf } from './explain';
import { comparedWithAzure, localSpeed } from './localSpeed';
import type { Progress } from './Progress';
import { print } from './print';
import { progressOn } from './progressOn';
import { publishSample } from './publishSample';
import { type DemoResult, report } from './report';
import { abortWhenStopped, Stopped } from './Stopped';
import { demoStateDirs } from './stateDirs';
import { withStack } from './withStack';

const samples = ['samples/publish-linux.json', 'samples/publish-specialized.json'];
const timeLimit = 120;
const tooLate = `The demo was not done after ${timeLimit} seconds, and was stopped. The log says what it was waiting for; a higher --speed gives Azure less time.`;

const commandLine = {
  name: 'demo',
  does: 'Publishes two images on this machine: starts a fresh local stack, drops two requests on its queue, follows them to the end, and stops everything.',
  options: {
    speed: {
      type: 'string',
      value: 'N',
      help: `the local Azure runs N times faster than the real one (${localSpeed})`,
    },
    json: jsonOption('one JSON document with both publications'),
    help: helpOption,
  },
} as const;

/** `vernissage demo`: the main job, from an empty subscription to two images that are shared. */
export const run = async (argv: string[]): Promise<number> => {
  const options = readOptions(commandLine, argv);
  const speed = positiveNumber('speed', options.speed) ?? localSpeed;
  if (options.help) return print(helpText(commandLine));

  const progress = progressOn(options.json ? process.stderr : process.stdout);
  try {
    const { result, hostLog } = await demonstrate(speed, progress);
    print(options.json ? `${JSON.stringify(result)}\n` : `\n${report(result)}`);
    if (result.publications.every(isPublished)) return 0;
    process.stderr.write(`\n${await tailOf(hostLog)}`);
    return 1;
  } catch (error) {
    progress.close();
    if (!(error instanceof Stopped)) throw error;
    progress.line('Stopped. Nothing is left running.');
    return 130;
  }
};

const demonstrate = (speed: number, progress: Progress): Promise<{ result: DemoResult; hostLog: string }> => {
  const startedAt = new Date();
  const stopping = abortWhenStopped();
  const { signal } = stopping;
  progress.line('Vernissage publishes two images, from the request to the people who may use them.');
  progress.line(`Everything runs on this machine; the local Azure runs ${comparedWithAzure(speed)}.\n`);
  return withStack({ stateDirs: demoStateDirs(), fresh: true, anyPorts: true, speed, signal }, async stack => {
    progress.line(`✔ local stack is up after ${seconds(startedAt)} s: ${stack.endpoints.host}`);
    const hostLog = join(stack.logDir, 'host.log');
    const limit = setTimeout(() => stopping.abort(new StackError(tooLate, hostLog)), timeLimit * 1000);
    try {
      const publications = await publishSamples(stack, progress, signal);
      const azureRequests = await readAzureRequests(stack.endpoints);
      const endedAt = new Date().toISOString();
      return { result: { publications, azureRequests, startedAt: startedAt.toISOString(), endedAt }, hostLog };
    } finally {
      clearTimeout(limit);
    }
  });
};

/** One after the other; the second shares the gallery of the first, so it does not start when the first failed. */
const publishSamples = async (stack: Stack, progress: Progress, signal: AbortSignal): Promise<Publication[]> => {
  const publications: Publication[] = [];
  for (const sample of samples) {
    const publication = await publishSample(sample, stack.endpoints, progress, signal);
    publications.push(publication);
    if (!isPublished(publication)) break;
  }
  return publications;
};

const isPublished = ({ state }: Publication): boolean => state === 'published';

const seconds = (since: Date): string => ((Date.now() - since.getTime()) / 1000).toFixed(1);
