import { again, done, type Outcome } from '../domain/outcome';
import type { RoleAssignmentStatus } from '../domain/publication';
import type { Ports, Principal } from './ports';
import { AzureRefusal, answered } from './refusal';

type AssignInput = { readonly scope: string; readonly principal: Principal };

/** Gives one principal the Reader role at one scope; an assignment that is there already is the same success. */
export const assignReader =
  ({ roleAssignments }: Pick<Ports, 'roleAssignments'>) =>
  ({ scope, principal }: AssignInput): Promise<Outcome<RoleAssignmentStatus>> =>
    answered(async () => {
      try {
        return done(await roleAssignments.assignReader(scope, principal));
      } catch (error) {
        // A principal made a moment ago is not known everywhere yet (facts: arm, 4).
        if (error instanceof AzureRefusal && error.error.code === 'PrincipalNotFound')
          return again(10, 60, error.error);
        throw error;
      }
    });
