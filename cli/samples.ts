import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublishRequest } from '../domain/publishRequest';
import { packageRoot } from '../local/packageRoot';

/** Reads a sample request; where it has an end of life, that becomes six months from now. */
export const readSample = async (file: string, now = new Date()): Promise<PublishRequest> => {
  const sample = PublishRequest.parse(JSON.parse(await readFile(join(packageRoot, file), 'utf8')));
  const { imageVersion } = sample;
  if (!imageVersion.endOfLifeDate) return sample;
  return { ...sample, imageVersion: { ...imageVersion, endOfLifeDate: sixMonthsAfter(now) } };
};

const sixMonthsAfter = (now: Date): string => {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() + 6);
  return date.toISOString();
};
