import {
  aDefinition,
  aDiskVersion,
  aVersion,
  definitionPath,
  galleryPath,
  sources,
  versionPath,
  withDefinition,
  withVersion,
} from '../../support/aGallery';
import { anAzure } from '../../support/anAzure';

const from = (id: string) => aVersion({}, { storageProfile: { source: { id } } });
const specialized = aDefinition({ osState: 'Specialized' });

describe('sources of versions', () => {
  it.each([
    ['that does not exist', from(`${sources}/images/none`), 404, `Source ${sources}/images/none is not found.`],
    [
      'in another region',
      from(`${sources}/images/myImageEast`),
      404,
      'is in the same region as gallery image version being created.',
    ],
    [
      'of another type',
      from(`${sources}/snapshots/myOsSnapshot`),
      400,
      'must either be a managed image, virtual machine or another gallery image version',
    ],
    ['that is no id', from('myImage'), 400, 'The source id: myImage must either be'],
    [
      'that is missing',
      aVersion({}, { storageProfile: {} }),
      400,
      'The gallery artifact version source can only be specified either directly',
    ],
    [
      'of two kinds',
      aVersion(
        {},
        { storageProfile: { ...from('x').properties.storageProfile, osDiskImage: { source: { id: 'y' } } } },
      ),
      400,
      'The gallery artifact version source can only be specified',
    ],
    [
      'of a disk that is an image',
      aDiskVersion({ source: { id: `${sources}/images/myImage` } }),
      400,
      'must be a managed disk or snapshot.',
    ],
    ['of a disk that does not exist', aDiskVersion({ source: { id: `${sources}/disks/none` } }), 404, 'is not found.'],
  ])('PUT: a source %s is refused', async (_, body, status, message) => {
    const { put } = await withDefinition(anAzure());
    const answer = await put(versionPath, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message).toContain(message);
  });

  it('PUT: an image of another OS state than the definition is refused', async () => {
    const { put } = await withDefinition(anAzure(), specialized);
    const { status, body } = await put(versionPath, aVersion());
    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: 'BadRequest',
      message: `The resource with id '${sources}/images/myImage' has a different OS state ['Generalized'] than the parent gallery image OS state ['Specialized'].`,
    });
  });

  it('PUT: another generation is accepted, and its operation fails in the same second', async () => {
    const { put, get, operation } = await withDefinition(anAzure(), aDefinition({ osType: 'Windows' }));
    const answer = await put(versionPath, from(`${sources}/images/myWindowsGen2Image`));
    expect(answer.status).toBe(201);
    const { body } = await operation(answer);
    expect(body).toMatchObject({
      status: 'Failed',
      error: {
        code: 'Conflict',
        message: `The resource with id '${sources}/images/myWindowsGen2Image' has a different Hypervisor generation ['V2'] than the parent gallery image Hypervisor generation ['V1'].`,
      },
    });
    expect(body.startTime).toBe(body.endTime);
    const failed = await get(`${versionPath}?$expand=ReplicationStatus`);
    expect(failed.body.properties).toMatchObject({
      provisioningState: 'Failed',
      replicationStatus: { aggregatedState: 'Unknown', summary: [] },
    });
  });

  it('PUT: again on what failed for its source fails again', async () => {
    const azure = await withDefinition(anAzure(), aDefinition({ osType: 'Windows' }));
    await azure.settled(versionPath, from(`${sources}/images/myWindowsGen2Image`));
    const again = await azure.put(versionPath, from(`${sources}/images/myWindowsGen2Image`));
    expect([again.status, (await azure.operation(again)).body.status]).toEqual([200, 'Failed']);
  });

  it('PUT: another OS type is found out in the same way', async () => {
    const { put, operation } = await withDefinition(anAzure(), aDefinition({ osType: 'Windows' }));
    const { body } = await operation(await put(versionPath, aVersion()));
    expect(body.error?.message).toContain(
      "has a different OS type ['Linux'] than the parent gallery image OS type generation ['Windows']",
    );
  });

  it('PUT: a source of more than 2 TB is found out while it is copied', async () => {
    const large = { resourceGroup: 'myImageBuildRG', name: 'large', location: 'westcentralus', sizeGB: 2520 };
    const image = { ...large, osType: 'Linux', osState: 'Generalized', hyperVGeneration: 'V1' } as const;
    const azure = await withDefinition(anAzure({ seed: { images: [image] } }));
    const failed = await azure.settled(versionPath, from(`${sources}/images/large`));
    expect(failed.body.properties?.provisioningState).toBe('Failed');
    const { body } = await azure.get(`${versionPath}?$expand=ReplicationStatus`);
    expect(body.properties?.replicationStatus).toMatchObject({
      aggregatedState: 'Failed',
      summary: Array(2).fill({
        details:
          "Replication failed in this region due to 'The GalleryImageVersion source resource size 2520 exceeds the max size 2048 supported.'",
      }),
    });
  });

  it('PUT: disks and another version serve as sources, too', async () => {
    const azure = await withDefinition(anAzure(), specialized);
    await azure.settled(
      versionPath,
      aDiskVersion({ source: { id: `${sources}/disks/myOsDisk` } }, [
        { lun: 0, source: { id: `${sources}/disks/myDataDisk` } },
      ]),
    );
    const copy = await azure.settled(`${definitionPath}/versions/1.0.1`, from(versionPath));
    expect(copy.body.properties?.storageProfile).toMatchObject({
      source: { id: versionPath },
      osDiskImage: { sizeInGB: 30 },
      dataDiskImages: [{ lun: 0, sizeInGB: 32 }],
    });
  });

  it('PUT: a version of another OS state is refused', async () => {
    const azure = await withVersion(anAzure());
    const other = `${galleryPath}/images/specialized`;
    const identifier = { publisher: 'p', offer: 'o', sku: 's' };
    await azure.settled(other, aDefinition({ osState: 'Specialized', identifier }));
    expect((await azure.put(`${other}/versions/1.0.0`, from(versionPath))).body.error?.code).toBe('BadRequest');
  });
});
