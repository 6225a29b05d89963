import { createLocalAzure } from '../../../local/azure';
import { anAzure, subscription } from '../../support/anAzure';

describe('the seed', () => {
  it('default: has sources of every kind in West Central US and one elsewhere', async () => {
    const { get } = anAzure();
    const path = `${subscription}/resourceGroups/myImageBuildRG/providers/Microsoft.Compute`;
    expect((await get(`${path}/images/myImage`)).body).toMatchObject({
      location: 'westcentralus',
      properties: {
        hyperVGeneration: 'V1',
        storageProfile: { osDisk: { osType: 'Linux', osState: 'Generalized', diskSizeGB: 30 } },
      },
    });
    expect((await get(`${path}/images/myWindowsGen2Image`)).body.properties).toMatchObject({ hyperVGeneration: 'V2' });
    expect((await get(`${path}/images/myImageEast`)).body.location).toBe('eastus');
    expect((await get(`${path}/snapshots/myOsSnapshot`)).body.properties).toMatchObject({
      osType: 'Linux',
      diskSizeGB: 30,
    });
    expect((await get(`${path}/snapshots/myDataSnapshot`)).body.properties).toMatchObject({ diskSizeGB: 32 });
    expect((await get(`${path}/disks/myOsDisk`)).status).toBe(200);
    expect((await get(`${path}/disks/myDataDisk`)).status).toBe(200);
  });

  it('more: adds to the default, and replaces what has the same name', async () => {
    const { azure } = anAzure({
      seed: {
        resourceGroups: [
          { name: 'MYIMAGEBUILDRG', location: 'eastus' },
          { name: 'second', location: 'eastus' },
        ],
      },
    });
    expect(azure.seed.resourceGroups.map(({ name }) => name)).toEqual(['MYIMAGEBUILDRG', 'second']);
  });

  it.each([
    [
      'a role that does not exist',
      { principalId: 'a0000000-0000-4000-8000-000000000001', role: 'King' },
      "the role 'King'",
    ],
    [
      'a principal that does not exist',
      { principalId: 'a0000000-0000-4000-8000-000000000009', role: 'Reader' },
      'which is no user',
    ],
  ])('%s: is refused with what to do', (_, assignment, message) => {
    expect(() => createLocalAzure({ seed: { roleAssignments: [assignment] } })).toThrow(message);
  });
});
