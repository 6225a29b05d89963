import type { Activities } from '../../activities';
import { resourceIds } from '../../domain/ids';
import { done } from '../../domain/outcome';

/** Activities that find nothing in Azure and succeed at once, but for those that a test names. */
export const activitiesThat = (overrides: Partial<Activities> = {}): Activities => ({
  checkPlan: async ({ request }) =>
    done({ create: Object.values(resourceIds(request)), change: [], keep: [], warnings: [] }),
  ensureResourceGroup: async ({ request }) => done({ id: resourceIds(request).resourceGroup, created: true }),
  ensureGallery: async ({ request }) => done({ id: resourceIds(request).gallery, created: true }),
  ensureImageDefinition: async ({ request }) => done({ id: resourceIds(request).imageDefinition, created: true }),
  claimVersion: async ({ owner }) => done({ owner }),
  createVersion: async ({ request }) =>
    done({ id: resourceIds(request).imageVersion, created: true, operation: 'https://azure/operation' }),
  readReplication: async ({ request }) =>
    done({
      outcome: 'completed',
      regions: request.imageVersion.targetRegions.map(({ name }) => ({
        name,
        state: 'Completed',
        progress: 100,
        details: '',
      })),
    }),
  assignReader: async ({ scope, principal }) =>
    done({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${principal.principalId}`,
      principalId: principal.principalId,
      scope,
      role: 'Reader',
    }),
  surveyResources: async ({ request }) => done({ existing: [resourceIds(request).resourceGroup], regions: [] }),
  recordPublication: async () => ({ cancelRequested: false, superseded: false }),
  ...overrides,
});
