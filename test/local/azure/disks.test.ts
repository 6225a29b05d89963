import { sources } from '../../support/aGallery';
import { anAzure, subscription } from '../../support/anAzure';

const copyOf = (id: string) => ({
  location: 'westcentralus',
  properties: { creationData: { createOption: 'Copy', sourceResourceId: id } },
});

describe.each([
  ['snapshots', 'mySnapshot', undefined],
  ['disks', 'myDisk', 'myDisk'],
])('%s', (kind, name, firstName) => {
  const path = `${sources}/${kind}/${name}`;

  it('PUT: answers 202 with a part of it, and the operation ends with all of it', async () => {
    const { put, operation, clock } = anAzure();
    const answer = await put(path, copyOf(`${sources}/disks/myOsDisk`));
    expect([answer.status, answer.body.id, answer.body.name]).toEqual([202, undefined, firstName]);
    expect(answer.body.properties).toMatchObject({
      provisioningState: 'Updating',
      isArmResource: true,
      diskSizeGB: 30,
    });
    expect(answer.headers.get('location')).toContain('/DiskOperations/');
    expect((await operation(answer)).body).not.toHaveProperty('properties');
    clock.advance(1000);
    expect((await operation(answer)).body).toMatchObject({
      status: 'Succeeded',
      properties: { output: { id: path, name, properties: { osType: 'Linux', provisioningState: 'Succeeded' } } },
    });
  });

  it('list and DELETE: show it, and take it away', async () => {
    const { settled, get, remove, clock } = anAzure();
    await settled(path, copyOf(`${sources}/disks/myOsDisk`));
    const all = await get(`${subscription}/providers/Microsoft.Compute/${kind}`);
    expect(Object.values(all.body.value ?? {})).toHaveLength(3);
    expect((await remove(path)).status).toBe(202);
    clock.advance(1000);
    expect((await get(path)).status).toBe(404);
    expect((await remove(path)).status).toBe(204);
  });

  it('PUT: without a size or a source to take it from is refused', async () => {
    const { put } = anAzure();
    const empty = { location: 'eastus', properties: { creationData: { createOption: 'Empty' } } };
    expect((await put(path, empty)).status).toBe(400);
    expect((await put(path, copyOf(`${sources}/disks/none`))).status).toBe(404);
  });
});

describe('managed images', () => {
  const path = `${sources}/images/another`;
  const osDisk = {
    osType: 'linux',
    osState: 'generalized',
    diskSizeGB: 64,
    snapshot: { id: `${sources}/snapshots/myOsSnapshot` },
  };

  it('PUT: answers 201 Creating, watched under operations, and takes ten seconds', async () => {
    const { put, operation, clock, get } = anAzure();
    const answer = await put(path, { location: 'westcentralus', properties: { storageProfile: { osDisk } } });
    expect([answer.status, answer.headers.get('azure-asyncnotification')]).toEqual([201, 'Enabled']);
    expect(answer.headers.get('azure-asyncoperation')).toContain('/locations/westcentralus/operations/');
    expect(answer.body.properties).toMatchObject({ provisioningState: 'Creating', hyperVGeneration: 'V1' });
    clock.advance(10_000);
    expect((await operation(answer)).body.status).toBe('Succeeded');
    expect((await get(path)).body.properties?.storageProfile?.osDisk).toMatchObject({
      osType: 'Linux',
      osState: 'Generalized',
    });
  });

  it('DELETE: takes it away', async () => {
    const { remove, get, clock } = anAzure();
    expect((await remove(`${sources}/images/myImage`)).status).toBe(202);
    clock.advance(10_000);
    expect((await get(`${sources}/images/myImage`)).status).toBe(404);
  });

  it('PUT: without a source is refused', async () => {
    expect((await anAzure().put(path, { location: 'eastus', properties: {} })).status).toBe(400);
  });
});
