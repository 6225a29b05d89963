import { z } from 'zod';
import { PublishRequest } from './publishRequest';

/** The schema where it holds, nothing where it does not. */
const part = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const parts = <S extends z.core.$ZodShape>(shape: S) => part(z.object(shape));

const eachOf = <S extends z.core.$ZodShape>(shape: S) => part(z.array(parts(shape)));

const whole = PublishRequest.in.shape;
const definition = whole.imageDefinition.shape;
const version = whole.imageVersion.shape;
const [managedImage, disks] = version.source.options;
const recommended = definition.recommended.unwrap().shape;
const diskTypes = definition.disallowed.unwrap().shape.diskTypes.unwrap();
const feature = definition.features.unwrap().element.shape;

/** Tags as they were sent: the rules look at names that the schema refuses, too. */
const tagged = { tags: z.unknown().optional() };

const schema = parts({
  resourceGroup: parts(tagged),
  gallery: parts(tagged),
  imageDefinition: parts({
    ...tagged,
    osState: part(definition.osState),
    hyperVGeneration: part(definition.hyperVGeneration),
    architecture: part(definition.architecture),
    endOfLifeDate: part(definition.endOfLifeDate),
    recommended: parts({ vCPUs: part(recommended.vCPUs), memory: part(recommended.memory) }),
    disallowed: parts({ diskTypes: part(z.array(part(diskTypes.element))) }),
    features: eachOf({ name: part(feature.name), value: part(feature.value) }),
  }),
  imageVersion: parts({
    ...tagged,
    location: part(version.location),
    source: parts({
      id: part(managedImage.shape.id),
      dataDiskImages: eachOf({ lun: part(disks.shape.dataDiskImages.unwrap().element.shape.lun) }),
    }),
    targetRegions: eachOf({ name: part(version.targetRegions.element.shape.name) }),
    endOfLifeDate: part(version.endOfLifeDate),
  }),
  share: parts({
    principals: eachOf({ principalId: part(whole.share.unwrap().shape.principals.element.shape.principalId) }),
  }),
});

/** The valid parts of a request, as far as rules across fields look at them; the rest is absent. */
export type RequestParts = NonNullable<z.infer<typeof schema>>;

export const requestParts = (json: unknown): RequestParts => schema.parse(json) ?? {};
