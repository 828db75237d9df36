import type { Connection, PipelineStage } from 'mongoose';
import type { IndexDescription } from 'mongodb';
import type { KeyRing } from '../../codec/cipher';
import type { RegistryDocument } from '../../registries/document';
import type { RecordFilter } from './condition-query';
import { isBranchRegistry, prepareBranchView } from './branch-views';
import { branchWriter } from './branch-writer';
import type { Branches } from './branches';
import { openCollection, type Collection } from './collection';
import { anything } from './model';
import type { PersonalData } from './personal-data';
import { recordBulk, type BulkRow } from './record-bulk';
import { recordChangesOf } from './record-changes';
import type { RecordDocument, RecordValues } from './record-documents';
import { recordIndexes } from './record-indexes';
import { lookupsOf } from './record-lookups';
import { openValues } from './record-values';
import { recordWriter, type RecordCause, type RecordSave, type Saved } from './record-writer';

export interface RecordPage {
  readonly rows: RecordDocument[];
  readonly total: number;
}

export interface RecordPageQuery {
  readonly filter: RecordFilter;
  /** A stored path (`values.dueOn`, `updatedAt`), and which way. */
  readonly sort: { readonly path: string; readonly descending: boolean };
  readonly skip: number;
  readonly limit: number;
}

/** What `store.records` can do. */
export type Records = ReturnType<typeof recordsOf>;

/** The records of every registry, a collection each. Made with its indexes when the registry is published. */
export function recordsOf(connection: Connection, personal: PersonalData, keys: KeyRing, branches: Branches) {
  const lookups = lookupsOf(keys);
  const changes = recordChangesOf(connection);
  const of = (registryId: string): Collection<RecordDocument> => openCollection<RecordDocument>(connection, collectionName(registryId), FIELDS, []);
  const tools = { personal, lookups };
  const writer = recordWriter({ tools, of, changes });
  const bulk = recordBulk({ tools, of });
  const saveBranch = branchWriter({ branches, of });

  return {
    lookups,
    changes,
    of,
    ...writer,
    ...bulk,

    /** Adds or changes a record. Throws `RecordRefused`; its history and its message are on their way with it (`settle`). */
    save: (request: RecordSave): Promise<Saved> => (isBranchRegistry(request.document.id) ? saveBranch(request) : writer.save(request)),

    /** Sees to it that every row stands in its record; see `recordBulk`. Branches are few, and written one by one. */
    async writeMany(document: RegistryDocument, rows: readonly BulkRow[], cause: RecordCause, changeId: string): Promise<RecordDocument[]> {
      if (!isBranchRegistry(document.id)) return bulk.writeMany(document, rows, cause, changeId);
      const written: RecordDocument[] = [];
      for (const { row, record } of await bulk.match(document, rows)) {
        const { record: saved } = await saveBranch({ document, id: record?._id ?? row.recordId, changeId, cause, change: (before) => ({ ...before, ...row.values }) });
        written.push(saved);
      }
      return written;
    },

    /** Makes the collection's indexes, and drops those that no list needs any more. Safe to repeat. */
    async prepare(document: RegistryDocument): Promise<void> {
      if (isBranchRegistry(document.id)) return prepareBranchView(connection, document.id, collectionName(document.id));
      const { collection } = of(document.id).model;
      const names = await collection.createIndexes(recordIndexes(document).map(({ keys: key, options }) => ({ ...options, key }) as IndexDescription));
      for (const { name } of await collection.indexes()) {
        if (name !== undefined && name !== '_id_' && !names.includes(name)) await collection.dropIndex(name);
      }
    },

    async page(registryId: string, { filter, sort, skip, limit }: RecordPageQuery): Promise<RecordPage> {
      const { model } = of(registryId);
      const direction = sort.descending ? -1 : 1;
      const [rows, total] = await Promise.all([
        model.collection.find(filter as never, { projection: { outbox: 0 } }).sort({ [sort.path]: direction, _id: direction }).skip(skip).limit(limit).toArray(),
        Object.keys(filter).length === 0 ? model.estimatedDocumentCount() : model.collection.countDocuments(filter as never),
      ]);
      return { rows: rows as unknown as RecordDocument[], total };
    },

    /** Streams what fits, a part at a time, for exports and recomputations. */
    async *parts(registryId: string, filter: RecordFilter, size = 500, sort: Readonly<Record<string, 1 | -1>> = { _id: 1 }): AsyncGenerator<RecordDocument[]> {
      const cursor = of(registryId).model.collection.find(filter as never, { projection: { outbox: 0 }, batchSize: size }).sort(sort);
      let part: RecordDocument[] = [];
      for await (const found of cursor) {
        part.push(found as unknown as RecordDocument);
        if (part.length < size) continue;
        yield part;
        part = [];
      }
      if (part.length > 0) yield part;
    },

    byId: (registryId: string, id: string): Promise<RecordDocument | undefined> => of(registryId).byId(id, ['outbox']),
    byIds: (registryId: string, ids: readonly string[]): Promise<RecordDocument[]> => of(registryId).find({ _id: { $in: [...new Set(ids)] } }, { without: ['outbox'] }),
    count: async (registryId: string, filter: RecordFilter): Promise<number> => (Object.keys(filter).length === 0 ? of(registryId).model.estimatedDocumentCount() : of(registryId).model.collection.countDocuments(filter as never)),
    aggregate: async <T>(registryId: string, pipeline: readonly object[]): Promise<T[]> => of(registryId).model.aggregate<T>(pipeline as PipelineStage[]),
    /** The records' values as people typed them, in two queries for all of them. */
    open: (records: readonly Pick<RecordDocument, 'values'>[]): Promise<RecordValues[]> => openValues(personal, records),
  };
}

function collectionName(registryId: string): string {
  return `records-${registryId}`;
}

const FIELDS = {
  branchId: String, values: anything, lookups: anything, key: String, scores: anything, revision: Number, createdAt: Date, createdBy: String, updatedAt: Date, updatedBy: String, sample: Boolean, erasedAt: Date,
  recentChanges: [String], outbox: anything,
};
