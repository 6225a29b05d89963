import { type Problem, problem } from '../problem';
import type { RequestParts } from '../requestParts';
import { notInFuture } from './notInFuture';
import type { Rule } from './Rule';
import { ignoringCase, repeated } from './repeated';

/** The values of the feature SecurityType that Azure knows. */
const securityTypes = [
  'Standard',
  'TrustedLaunch',
  'TrustedLaunchSupported',
  'ConfidentialVM',
  'ConfidentialVMSupported',
  'TrustedLaunchAndConfidentialVmSupported',
];

type Definition = NonNullable<RequestParts['imageDefinition']>;

export const definitionRules: readonly Rule[] = [
  {
    says: 'imageDefinition.features has each name once, whatever its case.',
    problems: ({ imageDefinition }) =>
      repeated(
        imageDefinition?.features?.map(feature => feature?.name),
        {
          at: index => ['imageDefinition', 'features', index, 'name'],
          code: 'DuplicateFeature',
          what: 'the feature',
          key: ignoringCase,
        },
      ),
  },
  {
    says: 'imageDefinition.disallowed.diskTypes has each type once, whatever its case.',
    problems: ({ imageDefinition }) =>
      repeated(imageDefinition?.disallowed?.diskTypes, {
        at: index => ['imageDefinition', 'disallowed', 'diskTypes', index],
        code: 'DuplicateDiskType',
        what: 'the disk type',
        key: ignoringCase,
      }),
  },
  {
    says: `The imageDefinition feature SecurityType is one of ${securityTypes.join(', ')}.`,
    problems: ({ imageDefinition }) => eachSecurityType(imageDefinition, unknownSecurityType),
  },
  {
    says: 'An imageDefinition feature SecurityType other than Standard needs imageDefinition.hyperVGeneration V2.',
    problems: ({ imageDefinition }) => eachSecurityType(imageDefinition, securityTypeOnGeneration1),
  },
  {
    says: 'imageDefinition.architecture Arm64 needs imageDefinition.hyperVGeneration V2.',
    problems: ({ imageDefinition }) => arm64OnGeneration1(imageDefinition),
  },
  {
    says: 'In imageDefinition.recommended, min is at most max.',
    problems: ({ imageDefinition }) => [
      ...minAboveMax('vCPUs', imageDefinition?.recommended?.vCPUs),
      ...minAboveMax('memory', imageDefinition?.recommended?.memory),
    ],
  },
  {
    says: 'imageDefinition.endOfLifeDate is in the future.',
    problems: ({ imageDefinition }, now) =>
      notInFuture(['imageDefinition', 'endOfLifeDate'], imageDefinition?.endOfLifeDate, now),
  },
];

type SecurityType = { readonly value: string; readonly index: number; readonly definition: Definition };

const eachSecurityType = (
  definition: Definition | undefined,
  check: (found: SecurityType) => Problem | undefined,
): Problem[] =>
  (definition?.features ?? []).flatMap((feature, index) => {
    if (!definition || feature?.name?.toLowerCase() !== 'securitytype' || feature.value === undefined) return [];
    return check({ value: feature.value, index, definition }) ?? [];
  });

const sameText = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();

const placeOf = (index: number) => ['imageDefinition', 'features', index, 'value'];

const unknownSecurityType = ({ value, index }: SecurityType): Problem | undefined =>
  securityTypes.some(sameText(value))
    ? undefined
    : problem(
        placeOf(index),
        'UnknownSecurityType',
        `Azure knows no security type ${value}. Give one of ${securityTypes.join(', ')}.`,
        value,
        securityTypes.join(', '),
      );

const securityTypeOnGeneration1 = ({ value, index, definition }: SecurityType): Problem | undefined =>
  definition.hyperVGeneration !== 'V1' || !securityTypes.slice(1).some(sameText(value))
    ? undefined
    : problem(
        placeOf(index),
        'NeedsGeneration2',
        `The security type ${value} needs Hyper-V generation V2. Set /imageDefinition/hyperVGeneration to V2 (the source must be of that generation, too), or give Standard.`,
        value,
        'Standard, with generation V1',
      );

const arm64OnGeneration1 = (definition: Definition | undefined): Problem[] =>
  definition?.architecture !== 'Arm64' || definition.hyperVGeneration !== 'V1'
    ? []
    : [
        problem(
          ['imageDefinition', 'hyperVGeneration'],
          'NeedsGeneration2',
          'The architecture Arm64 needs Hyper-V generation V2. Set hyperVGeneration to V2, or the architecture to x64.',
          'V1',
          'V2, with architecture Arm64',
        ),
      ];

const minAboveMax = (name: 'vCPUs' | 'memory', range: { min?: number; max?: number } | undefined): Problem[] => {
  const { min, max } = range ?? {};
  if (min === undefined || max === undefined || min <= max) return [];
  return [
    problem(
      ['imageDefinition', 'recommended', name, 'min'],
      'MinAboveMax',
      `The min ${min} is above the max ${max}. Lower min or raise max.`,
      min,
      `at most ${max}, which is max`,
    ),
  ];
};
