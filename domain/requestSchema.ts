import { z } from 'zod';
import { PublishRequest } from './publishRequest';
import { rules } from './rules';

/** The JSON Schema of a publish request as somebody writes one; its comment has the rules that it cannot express. */
export const requestSchema = () => {
  const { $schema, ...schema } = z.toJSONSchema(PublishRequest, { io: 'input' });
  return {
    $schema,
    $id: 'urn:vernissage:publish-request:v1',
    title: 'Vernissage publish request, version 1',
    description: 'What to publish to an Azure Compute Gallery, from which source, to which regions, for whom.',
    $comment: `Vernissage also checks what this schema cannot express. ${rules.map(({ says }) => says).join(' ')}`,
    ...schema,
  };
};
