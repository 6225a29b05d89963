import { endingLine, resourceLines, sharingLines } from '../../cli/story';
import { aPublishedPublication, publicationIds } from '../support/aPublishedPublication';

const nothingYet = aPublishedPublication({ state: 'running', resources: [], regions: [], roleAssignments: [] });

describe('the story of a publication', () => {
  it('names every resource at the first look', () => {
    expect(resourceLines(undefined, aPublishedPublication())).toEqual([
      '  ✔ resource group myGalleryRG created',
      '  ✔ gallery myGallery was there',
      '  ✔ image version 1.0.0 created',
    ]);
  });

  it('tells only what is new since the last look', () => {
    const before = aPublishedPublication({ resources: [{ id: publicationIds.group, created: true }] });
    expect(resourceLines(before, aPublishedPublication())).toHaveLength(2);
    expect(resourceLines(aPublishedPublication(), aPublishedPublication())).toEqual([]);
  });

  it('says who may read what, and what has to be known', () => {
    expect(sharingLines(nothingYet, aPublishedPublication({ warnings: ['The end of life is near.'] }))).toEqual([
      '  ✔ Reader on gallery myGallery given to a0000000-0000-4000-8000-000000000001',
      '  ! The end of life is near.',
    ]);
  });

  it('ends with how long it took, or with why it failed', () => {
    expect(endingLine(aPublishedPublication())).toBe('  ✔ published after 8.0 s');
    const error = { code: 'regionFailed', message: 'South Central US has no room.' };
    expect(endingLine(aPublishedPublication({ state: 'failed', error }))).toBe(
      '  ✖ failed: South Central US has no room.',
    );
  });
});
