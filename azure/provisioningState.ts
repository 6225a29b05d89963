import type { ProvisioningState } from '../domain/azureResources';

const states = ['Creating', 'Updating', 'Failed', 'Succeeded', 'Deleting', 'Migrating'] as const;

/** The SDK types the state as any string; a state that Azure adds later counts as work in progress. */
export const provisioningStateOf = (state: string | undefined): ProvisioningState =>
  states.find(known => known === state) ?? 'Updating';
