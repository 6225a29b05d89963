import { type Problem, problem } from '../problem';
import { regionKey } from '../regions';
import type { RequestParts } from '../requestParts';
import { notInFuture } from './notInFuture';
import type { Rule } from './Rule';
import { repeated } from './repeated';

export const versionRules: readonly Rule[] = [
  {
    says: 'imageVersion.location is one of imageVersion.targetRegions ("East US 2" and "eastus2" are the same region).',
    problems: ({ imageVersion }) => locationOutsideTargets(imageVersion),
  },
  {
    says: 'imageVersion.targetRegions has each region once.',
    problems: ({ imageVersion }) =>
      repeated(
        imageVersion?.targetRegions?.map(region => region?.name),
        {
          at: index => ['imageVersion', 'targetRegions', index, 'name'],
          code: 'DuplicateRegion',
          what: 'the region',
          key: regionKey,
        },
      ),
  },
  {
    says: 'imageVersion.source.dataDiskImages has each lun once.',
    problems: ({ imageVersion }) =>
      repeated(
        imageVersion?.source?.dataDiskImages?.map(disk => disk?.lun),
        {
          at: index => ['imageVersion', 'source', 'dataDiskImages', index, 'lun'],
          code: 'DuplicateLun',
          what: 'the LUN',
        },
      ),
  },
  {
    says: 'imageVersion.source.id, a managed image, needs imageDefinition.osState Generalized.',
    problems: request => imageOfSpecialized(request),
  },
  {
    says: 'imageVersion.endOfLifeDate is in the future.',
    problems: ({ imageVersion }, now) =>
      notInFuture(['imageVersion', 'endOfLifeDate'], imageVersion?.endOfLifeDate, now),
  },
];

const locationOutsideTargets = (version: RequestParts['imageVersion']): Problem[] => {
  const { location, targetRegions = [] } = version ?? {};
  const names = targetRegions.map(region => region?.name);
  // A region that is not valid may have been meant to be this one.
  if (location === undefined || names.length === 0 || names.includes(undefined)) return [];
  if (names.some(name => name !== undefined && regionKey(name) === regionKey(location))) return [];
  return [
    problem(
      ['imageVersion', 'location'],
      'LocationNotATargetRegion',
      `The version's region ${location} is not among its target regions. Add it to /imageVersion/targetRegions, or choose one of them: the source must be in the same region.`,
      location,
      `one of ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`,
    ),
  ];
};

const imageOfSpecialized = ({ imageDefinition, imageVersion }: RequestParts): Problem[] => {
  const id = imageVersion?.source?.id;
  if (id === undefined || imageDefinition?.osState !== 'Specialized') return [];
  return [
    problem(
      ['imageVersion', 'source', 'id'],
      'SourceNotSpecialized',
      'A managed image is generalized, but /imageDefinition/osState is Specialized. Publish from snapshots or disks (osDiskImage, dataDiskImages), or use a Generalized definition.',
      id,
      'a managed image only with osState Generalized',
    ),
  ];
};
