import type { Rule } from './Rule';
import { ignoringCase, repeated } from './repeated';

export const shareRules: readonly Rule[] = [
  {
    says: 'share.principals has each principalId once.',
    problems: ({ share }) =>
      repeated(
        share?.principals?.map(principal => principal?.principalId),
        {
          at: index => ['share', 'principals', index, 'principalId'],
          code: 'DuplicatePrincipal',
          what: 'the principal',
          key: ignoringCase,
        },
      ),
  },
];
