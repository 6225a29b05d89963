import type { Publication } from '../../domain/publication';

const group = '/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/myGalleryRG';
const gallery = `${group}/providers/Microsoft.Compute/galleries/myGallery`;
const version = `${gallery}/images/myImageDefinition/versions/1.0.0`;

/** Ids that `aPublishedPublication` is about. */
export const publicationIds = { group, gallery, version };

/** A publication that has ended well, unless told otherwise. */
export const aPublishedPublication = (changes: Partial<Publication> = {}): Publication => ({
  id: 'mygallery-myimagedefinition-1-0-0-0123456789abcdef',
  state: 'published',
  step: 'done',
  attempt: 1,
  request: {},
  resources: [
    { id: group, created: true },
    { id: gallery, created: false },
    { id: version, created: true },
  ],
  regions: [
    { name: 'westcentralus', state: 'Completed', progress: 100, details: '' },
    { name: 'southcentralus', state: 'Completed', progress: 100, details: '' },
  ],
  roleAssignments: [{ id: 'r1', principalId: 'a0000000-0000-4000-8000-000000000001', scope: gallery, role: 'Reader' }],
  warnings: [],
  createdAt: '2026-11-24T10:00:00.000Z',
  updatedAt: '2026-11-24T10:00:08.000Z',
  endedAt: '2026-11-24T10:00:08.000Z',
  ...changes,
});
