import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { PublishRequest } from './publishRequest';

/** The resource ids that a request is about, in full, with the names as they were typed. */
export const resourceIds = ({ subscriptionId, ...request }: PublishRequest) => {
  const resourceGroup = `/subscriptions/${subscriptionId}/resourceGroups/${request.resourceGroup.name}`;
  const gallery = `${resourceGroup}/providers/Microsoft.Compute/galleries/${request.gallery.name}`;
  const imageDefinition = `${gallery}/images/${request.imageDefinition.name}`;
  const imageVersion = `${imageDefinition}/versions/${request.imageVersion.name}`;
  return { resourceGroup, gallery, imageDefinition, imageVersion };
};

/**
 * The id of the publication of a version: the same for every request about it, however its names are cased. Letters,
 * digits and dashes only, because the Durable client does not encode ids; at most 100 characters.
 *
 * @example publicationId(request) // 'mygallery-myimagedefinition-1-0-0-1f0c…'
 */
export const publicationId = (request: PublishRequest): string =>
  [
    readable(request.gallery.name, 25),
    readable(request.imageDefinition.name, 24),
    readable(request.imageVersion.name, 32),
    hashOf(resourceIds(request).imageVersion.toLowerCase()).slice(0, 16),
  ].join('-');

const readable = (name: string, longest: number): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');

/** The id of a queue message that was refused: its content, so that a redelivery has the same one. */
export const rejectedId = (message: Uint8Array): string => `rejected-${bytesToHex(sha256(message)).slice(0, 32)}`;

/** The name of a role assignment: the same GUID for the same grant, so that giving it twice is one assignment. */
export const roleAssignmentName = (scope: string, principalId: string, roleDefinitionId: string): string => {
  const hash = hashOf([scope, principalId, roleDefinitionId].join('|').toLowerCase());
  const variant = '89ab'[Number.parseInt(hash.charAt(16), 16) % 4];
  // Version 8 of RFC 9562: a GUID whose bits are a hash of our choice.
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-');
};

const hashOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
