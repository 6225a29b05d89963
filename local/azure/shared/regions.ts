const table = `
australiacentral Australia Central|australiaeast Australia East|australiasoutheast Australia Southeast
brazilsouth Brazil South|canadacentral Canada Central|canadaeast Canada East|centralindia Central India
centralus Central US|centraluseuap Central US EUAP|eastasia East Asia|eastus East US|eastus2 East US 2
eastus2euap East US 2 EUAP|francecentral France Central|germanywestcentral Germany West Central
israelcentral Israel Central|italynorth Italy North|japaneast Japan East|japanwest Japan West
koreacentral Korea Central|koreasouth Korea South|mexicocentral Mexico Central|newzealandnorth New Zealand North
northcentralus North Central US|northeurope North Europe|norwayeast Norway East|polandcentral Poland Central
qatarcentral Qatar Central|southafricanorth South Africa North|southcentralus South Central US
southeastasia Southeast Asia|southindia South India|spaincentral Spain Central|swedencentral Sweden Central
switzerlandnorth Switzerland North|switzerlandwest Switzerland West|uaenorth UAE North|uksouth UK South
ukwest UK West|westcentralus West Central US|westeurope West Europe|westindia West India|westus West US
westus2 West US 2|westus3 West US 3`;

interface Region {
  name: string;
  displayName: string;
}

export const regions: Region[] = table
  .split(/[|\n]/)
  .filter(entry => entry !== '')
  .map(entry => ({ name: entry.slice(0, entry.indexOf(' ')), displayName: entry.slice(entry.indexOf(' ') + 1) }));

const byName = new Map(regions.map(region => [region.name, region]));

/** "East US 2" and "eastus2" are the same region. */
export const regionName = (text: string): string => text.toLowerCase().replaceAll(' ', '');

export const findRegion = (text: string): Region | undefined => byName.get(regionName(text));

/** The name people read; a region we do not know keeps the name it came with. */
export const displayName = (text: string): string => findRegion(text)?.displayName ?? text;
