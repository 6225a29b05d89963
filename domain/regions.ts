/**
 * The one form of a region's name: "East US 2", as the portal and some answers of Azure say it, is "eastus2".
 *
 * @example regionKey('West Central US') // 'westcentralus'
 */
export const regionKey = (name: string): string => name.replace(/\s+/g, '').toLowerCase();
