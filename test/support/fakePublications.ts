import type { IndexEntry, Publications } from '../../activities/ports';
import { aPublication } from './aPublication';

/** An index entry, of which a test names only what matters. */
export const anEntry = (overrides: Partial<IndexEntry> = {}): IndexEntry => ({
  publication: aPublication(),
  deliveries: [],
  creations: [],
  restarts: 0,
  cancelRequested: false,
  etag: '0',
  ...overrides,
});

/** The index in memory, with its conditional writes. `beforeReplace` runs before each: there, another writer can win. */
export const fakePublications = (...initial: readonly IndexEntry[]) => {
  const held = new Map(initial.map(entry => [entry.publication.id, entry]));
  let writes = 0;
  const write = (entry: Omit<IndexEntry, 'etag'>) => {
    const { publication } = entry;
    held.set(publication.id, { ...structuredClone(entry), etag: String(++writes) });
  };
  const fake = {
    held,
    write,
    entry: (id = aPublication().id): IndexEntry | undefined => held.get(id),
    beforeReplace: () => {},
    beforeInsert: () => {},
  };
  const port: Publications = {
    find: async id => held.get(id),
    insert: async entry => {
      fake.beforeInsert();
      if (held.has(entry.publication.id)) return false;
      write(entry);
      return true;
    },
    replace: async entry => {
      fake.beforeReplace();
      if (held.get(entry.publication.id)?.etag !== entry.etag) return false;
      write(entry);
      return true;
    },
    page: async ({ state, top, after = '' }) => {
      const entries = [...held.values()]
        .filter(({ publication }) => publication.id > after && (!state || publication.state === state))
        .sort((a, b) => (a.publication.id < b.publication.id ? -1 : 1));
      return {
        entries: entries.slice(0, top),
        next: entries.length > top ? entries[top - 1]?.publication.id : undefined,
      };
    },
  };
  return Object.assign(fake, { port });
};
