import { readSample } from '../../cli/samples';

describe('readSample', () => {
  it('moves the end of life to six months from now', async () => {
    const { imageVersion } = await readSample('samples/publish-linux.json', new Date('2026-11-24T10:00:00Z'));
    expect(imageVersion.endOfLifeDate).toBe('2027-05-24T10:00:00.000Z');
  });

  it('adds none where the sample has none', async () => {
    const { imageVersion } = await readSample('samples/publish-specialized.json');
    expect(imageVersion.endOfLifeDate).toBeUndefined();
  });
});
