import type { Activities } from '../../activities';
import { resourceIds } from '../../domain/ids';
import { done } from '../../domain/outcome';

/** Activities that find nothing in Azure and succeed at once, but for those that a test names. */
export const activitiesThat = (overrides: Partial<Activities> = {}): Activities => ({
  checkPlan: async ({ request }) => {
    const missing = { resourceGroup: true, gallery: true, imageDefinition: true, imageVersion: true };
    return done({ create: Object.values(resourceIds(request)), change: [], keep: [], warnings: [], missing });
  },
  ensureResourceGroup: async ({ request, missing }) =>
    done({ id: resourceIds(request).resourceGroup, created: missing }),
  ensureGallery: async ({ request, missing }) => done({ id: resourceIds(request).gallery, created: missing }),
  ensureImageDefinition: async ({ request, missing }) =>
    done({ id: resourceIds(request).imageDefinition, created: missing }),
  claimVersion: async ({ owner }) => done({ owner }),
  createVersion: async ({ request, missing }) =>
    done({ id: resourceIds(request).imageVersion, created: missing, operation: 'https://azure/operation' }),
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
