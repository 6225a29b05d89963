import { assignReader } from './assignReader';
import { checkPlan } from './checkPlan';
import { claimVersion } from './claimVersion';
import { createVersion } from './createVersion';
import { ensureGallery } from './ensureGallery';
import { ensureImageDefinition } from './ensureImageDefinition';
import { ensureResourceGroup } from './ensureResourceGroup';
import type { Ports } from './ports';
import { readReplication } from './readReplication';
import { recordPublication } from './recordPublication';
import { surveyResources } from './surveyResources';

/** Every activity, bound to the ports that it uses. Their names stand in the histories of running publications. */
export const createActivities = (ports: Ports) => ({
  checkPlan: checkPlan(ports),
  ensureResourceGroup: ensureResourceGroup(ports),
  ensureGallery: ensureGallery(ports),
  ensureImageDefinition: ensureImageDefinition(ports),
  claimVersion: claimVersion(ports),
  createVersion: createVersion(ports),
  readReplication: readReplication(ports),
  assignReader: assignReader(ports),
  surveyResources: surveyResources(ports),
  recordPublication: recordPublication(ports),
});

export type Activities = ReturnType<typeof createActivities>;
