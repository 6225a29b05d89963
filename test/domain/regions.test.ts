import { regionKey } from '../../domain/regions';

test.each([
  ['East US 2', 'eastus2'],
  ['eastus2', 'eastus2'],
  ['WestCentralUS', 'westcentralus'],
  ['Central US EUAP', 'centraluseuap'],
])('the region %s is %s', (name, key) => {
  expect(regionKey(name)).toBe(key);
});
