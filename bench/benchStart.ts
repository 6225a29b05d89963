import { childJson } from './childJson';
import { summary } from './statistics';

type Loaded = { readonly milliseconds: number; readonly peakMiB: number; readonly functions: number };

const runs = 9;

/** From process start to all functions registered: the deployed bundle, and as its baseline the plain build. */
export const benchStart = async () => ({
  bundle: await measure('dist/main.js'),
  baseline: await measure('dist/plain/main.js'),
});

const measure = async (file: string) => {
  const loaded: Loaded[] = [];
  // The first run fills the file cache and does not count.
  for (let run = 0; run <= runs; run++) loaded.push(await childJson<Loaded>(['load-app', file]));
  const counted = loaded.slice(1);
  return {
    file,
    functions: counted[0]?.functions,
    milliseconds: summary(counted.map(({ milliseconds }) => milliseconds)),
    peakMiB: summary(counted.map(({ peakMiB }) => peakMiB)),
  };
};
