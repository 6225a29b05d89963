import type { PublishRequest } from './publishRequest';
import { regionKey } from './regions';
import { spelledOut } from './spelledOut';

/**
 * The one form in which a request is stored: every default filled in, regions as "eastus2", dates in UTC, what says
 * nothing left out, lists in one order. Names stay as they were typed.
 */
export const canonicalRequest = (request: PublishRequest): PublishRequest => {
  const whole = spelledOut(request);
  const { imageVersion, share } = whole;
  return {
    ...whole,
    imageVersion: {
      ...imageVersion,
      source: inOrderOfLun(imageVersion.source),
      targetRegions: imageVersion.targetRegions.toSorted(by(({ name }) => regionKey(name))),
    },
    ...(share && { share: { ...share, principals: share.principals.toSorted(by(({ principalId }) => principalId)) } }),
  };
};

const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    key(a).toLowerCase() < key(b).toLowerCase() ? -1 : 1;

const inOrderOfLun = (source: PublishRequest['imageVersion']['source']): PublishRequest['imageVersion']['source'] =>
  'id' in source || !source.dataDiskImages
    ? source
    : { ...source, dataDiskImages: source.dataDiskImages.toSorted((a, b) => a.lun - b.lun) };
