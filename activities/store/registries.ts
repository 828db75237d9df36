import type { Connection } from 'mongoose';
import type { RegistryDocument } from '../../registries/document';
import { openCollection } from './collection';
import { anything } from './model';
import type { RegistryVersionDocument } from './record-documents';

/** The newest version of a registry. */
export interface Registry {
  readonly hash: string;
  readonly formHash: string;
  readonly document: RegistryDocument;
}

/** What `store.registries` can do. */
export type Registries = ReturnType<typeof registriesOf>;

/** Registry versions by content hash. A version never changes, so each is kept in memory once it was read. */
export function registriesOf(connection: Connection) {
  const collection = openCollection<RegistryVersionDocument>(
    connection,
    'registries',
    { registryId: String, latest: Boolean, document: anything, formHash: String, publishedAt: Date, publishedBy: String },
    [{ keys: { registryId: 1, latest: 1 } }, { keys: { latest: 1, registryId: 1 } }],
  );
  const known = new Map<string, Registry>();

  const load = async (hashes: readonly string[]): Promise<Registry[]> => {
    const missing = hashes.filter((hash) => !known.has(hash));
    const found = missing.length === 0 ? [] : await collection.find({ _id: { $in: missing } });
    for (const { _id, formHash, document } of found) known.set(_id, { hash: _id, formHash, document });
    return hashes.flatMap((hash) => known.get(hash) ?? []);
  };
  const latestHashes = async (filter: object): Promise<string[]> => (await collection.find({ latest: true, ...filter }, { sort: { registryId: 1 }, without: ['document'] })).map(({ _id }) => _id);

  return {
    ...collection,
    /** The newest version; undefined when there is no such registry. */
    latest: async (registryId: string): Promise<Registry | undefined> => (await load(await latestHashes({ registryId })))[0],
    latestOf: async (ids: readonly string[]): Promise<Registry[]> => load(await latestHashes({ registryId: { $in: [...new Set(ids)] } })),
    all: async (): Promise<Registry[]> => load(await latestHashes({})),
    /** Stores a version and makes it the newest; a version that is stored already becomes the newest again. */
    save: async (version: Omit<RegistryVersionDocument, 'latest'>): Promise<void> => {
      await collection.model.collection.updateOne({ _id: version._id as never }, { $set: { ...version, latest: true } }, { upsert: true });
      await collection.model.updateMany({ registryId: version.registryId, latest: true, _id: { $ne: version._id } }, { $set: { latest: false } });
    },
  };
}
