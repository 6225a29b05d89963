import { shownDate } from './endOfLife';
import type { Definition } from './resources';

/** A definition as Azure prints it: empty `disallowed` and `features` are left out. */
export const showDefinition = ({ name, id, type, location, tags, properties }: Definition) => ({
  name,
  id,
  type,
  location,
  tags,
  properties: {
    hyperVGeneration: properties.hyperVGeneration,
    architecture: properties.architecture,
    features: properties.features?.length ? properties.features : undefined,
    osType: properties.osType,
    osState: properties.osState,
    identifier: properties.identifier,
    recommended: properties.recommended,
    disallowed: properties.disallowed?.diskTypes?.length ? properties.disallowed : undefined,
    purchasePlan: properties.purchasePlan,
    allowUpdateImage: properties.allowUpdateImage,
    endOfLifeDate: shownDate(properties.endOfLifeDate),
    provisioningState: properties.provisioningState,
    description: properties.description,
    eula: properties.eula,
    privacyStatementUri: properties.privacyStatementUri,
    releaseNoteUri: properties.releaseNoteUri,
  },
});
