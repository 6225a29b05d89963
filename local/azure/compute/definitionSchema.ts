import { z } from 'zod';
import { anyCase, envelope, readOnly } from './bodyParts';
import type { ProvisioningState } from './gallerySchema';

const range = z.strictObject({ min: z.int().optional(), max: z.int().optional() });

const properties = z.strictObject({
  description: z.string().optional(),
  eula: z.string().optional(),
  privacyStatementUri: z.string().optional(),
  releaseNoteUri: z.string().optional(),
  osType: anyCase('Linux', 'Windows'),
  osState: anyCase('Generalized', 'Specialized'),
  hyperVGeneration: anyCase('V1', 'V2').optional(),
  architecture: anyCase('x64', 'Arm64').optional(),
  endOfLifeDate: z.string().optional(),
  identifier: z.strictObject({ publisher: z.string(), offer: z.string(), sku: z.string() }),
  recommended: z.strictObject({ vCPUs: range.optional(), memory: range.optional() }).optional(),
  disallowed: z.strictObject({ diskTypes: z.array(z.string()).optional() }).optional(),
  purchasePlan: z
    .strictObject({ name: z.string().optional(), publisher: z.string().optional(), product: z.string().optional() })
    .optional(),
  features: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        value: z.string().optional(),
        startsAtVersion: z.string().optional(),
      }),
    )
    .optional(),
  allowUpdateImage: z.boolean().optional(),
  provisioningState: readOnly,
});

export const DefinitionBody = z.strictObject({ ...envelope, properties });

export type DefinitionBody = z.output<typeof DefinitionBody>;
export type DefinitionProperties = DefinitionBody['properties'] & {
  hyperVGeneration: 'V1' | 'V2';
  provisioningState: ProvisioningState;
};
