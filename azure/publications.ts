import { odata, type TableClient, type TableEntityResult } from '@azure/data-tables';
import type { IndexEntry, Publications } from '../activities/ports';
import type { Json } from '../domain/json';
import type { Publication } from '../domain/publication';

const partitionKey = 'publication';

/** A binary property holds 64 KiB, an entity 1 MiB: room for the largest body that is accepted, and for what becomes of it. */
const chunkBytes = 60_000;

/** As bytes, not text: text counts two bytes a letter, and Azurite garbles what is not ASCII in a large body. */
const chunksOf = (json: Json): Uint8Array[] => {
  const bytes = Buffer.from(JSON.stringify(json));
  return Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, n) =>
    bytes.subarray(n * chunkBytes, (n + 1) * chunkBytes),
  );
};

/** The index in one table of the app's storage account: one entity per publication, listed in the order of their ids. */
export const createPublications = (connect: () => TableClient): Publications => {
  const table = whenReady(connect);
  return {
    find: async id => {
      const client = await table();
      const entity = await orUndefined(404, () => client.getEntity(partitionKey, id));
      return entity && entryOf(entity);
    },
    insert: async entry => {
      const client = await table();
      return (await orUndefined(409, () => client.createEntity(entityOf(entry)))) !== undefined;
    },
    replace: async entry => {
      const client = await table();
      const written = await orUndefined(412, () =>
        client.updateEntity(entityOf(entry), 'Replace', { etag: entry.etag }),
      );
      return written !== undefined;
    },
    page: async ({ state, top, after }) => {
      const client = await table();
      const filters = [
        odata`PartitionKey eq ${partitionKey}`,
        ...(state ? [odata`state eq ${state}`] : []),
        ...(after ? [odata`RowKey gt ${after}`] : []),
      ];
      const entries: IndexEntry[] = [];
      // One more than asked tells whether there is a next page.
      for await (const page of client
        .listEntities({ queryOptions: { filter: filters.join(' and ') } })
        .byPage({ maxPageSize: top + 1 })) {
        entries.push(...page.map(entryOf));
        if (entries.length > top) break;
      }
      const shown = entries.slice(0, top);
      return { entries: shown, next: entries.length > top ? shown.at(-1)?.publication.id : undefined };
    },
  };
};

/** Makes the table at first use, and again at the next use when that failed. */
const whenReady = (connect: () => TableClient): (() => Promise<TableClient>) => {
  let ready: Promise<TableClient> | undefined;
  const make = async () => {
    const client = connect();
    await client.createTable();
    return client;
  };
  return async () => {
    ready ??= make();
    try {
      return await ready;
    } catch (error) {
      ready = undefined;
      throw error;
    }
  };
};

const orUndefined = async <T>(status: number, call: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === status) return undefined;
    throw error;
  }
};

const entityOf = ({
  publication,
  deliveries,
  owner,
  creations,
  restarts,
  cancelRequested,
}: Omit<IndexEntry, 'etag'>) => {
  const chunks = chunksOf(publication);
  return {
    partitionKey,
    rowKey: publication.id,
    state: publication.state,
    attempt: publication.attempt,
    cancelRequested,
    owner,
    deliveries: JSON.stringify(deliveries),
    creations: JSON.stringify(creations),
    restarts,
    chunks: chunks.length,
    ...Object.fromEntries(chunks.map((chunk, n) => [`publication${n}`, chunk])),
  };
};

const entryOf = (entity: TableEntityResult<Record<string, unknown>>): IndexEntry => {
  const chunks = Array.from({ length: Number(entity.chunks) }, (_, n) => entity[`publication${n}`]);
  const bytes = chunks.filter(chunk => chunk instanceof Uint8Array);
  const publication: Publication = JSON.parse(Buffer.concat(bytes).toString());
  const deliveries: string[] = JSON.parse(String(entity.deliveries));
  const creations: string[] = JSON.parse(String(entity.creations));
  return {
    publication,
    deliveries,
    creations,
    restarts: Number(entity.restarts),
    owner: typeof entity.owner === 'string' ? entity.owner : undefined,
    cancelRequested: entity.cancelRequested === true,
    etag: entity.etag,
  };
};
