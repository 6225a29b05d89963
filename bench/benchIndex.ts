import { TableClient } from '@azure/data-tables';
import { createPublications } from '../azure/publications';
import { rejectMessage } from '../functions/rejectMessage';
import { type Stack, up } from '../local/up';
import { peakMiB } from './peakMiB';
import { rounded, summary } from './statistics';

const publications = 10_000;
const top = 200;

/** 10,000 publications through the list, page by page: time per page, and what the host's memory grew by. */
export const benchIndex = async () => {
  const stack = await up({ stateDir: '.local/bench/index', fresh: true, anyPorts: true });
  try {
    await readPage(stack, 1);
    await fill(stack);
    const one = await timed(() => readPage(stack, 1));
    const before = await peakMiB(stack.hostPid);
    const { milliseconds, count } = await readAll(stack);
    const after = await peakMiB(stack.hostPid);
    return {
      publications: count,
      millisecondsPerPage: { top, ...summary(milliseconds) },
      baseline: { what: 'a page of one', milliseconds: rounded(one.milliseconds) },
      hostPeakMiB: { before, after },
    };
  } finally {
    await stack.stop();
  }
};

const fill = async ({ endpoints }: Stack): Promise<void> => {
  const index = createPublications(() =>
    TableClient.fromConnectionString(endpoints.storage, 'VernissagePublications', { allowInsecureConnection: true }),
  );
  const error = { code: 'bench', message: 'Made by the benchmark.' };
  for (let n = 0; n < publications; n += 25) {
    const ids = Array.from({ length: 25 }, (_, k) => `rejected-${`${n + k}`.padStart(32, '0')}`);
    await Promise.all(
      ids.map(id =>
        rejectMessage({ id, message: 'x'.repeat(1000), errors: [error], at: new Date() }, { publications: index }),
      ),
    );
  }
};

const readAll = async (stack: Stack) => {
  const milliseconds: number[] = [];
  let count = 0;
  let after: string | undefined;
  do {
    const page = await timed(() => readPage(stack, top, after));
    milliseconds.push(page.milliseconds);
    count += page.value.value.length;
    after = page.value.next;
  } while (after);
  return { milliseconds, count };
};

const readPage = async (
  { endpoints }: Stack,
  size: number,
  after?: string,
): Promise<{ value: unknown[]; next?: string }> => {
  const answer = await fetch(`${endpoints.host}/api/publications?top=${size}${after ? `&after=${after}` : ''}`);
  return JSON.parse(await answer.text());
};

const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> => {
  const since = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - since };
};
