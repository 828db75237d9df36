import type { Connection } from 'mongoose';
import type { LocalText } from '../../workflows/engine/plan';
import { openCollection } from './collection';
import { anything } from './model';
import type { PersonalData, SealedValue } from './personal-data';
import type { RecordValues } from './record-documents';

export interface ImportProblem {
  /** `C12`; of a row as a whole its number. */
  readonly cell: string;
  readonly column: string;
  /** As it stands in the file; masked where the column is personal. */
  readonly value: string;
  readonly message: LocalText;
}

/** A file that somebody hands in to add and change many records: checked first, then taken as a whole. */
export interface ImportDocument {
  readonly _id: string;
  readonly registry: string;
  /** The version that the rows were checked by. */
  readonly registryHash: string;
  readonly file: string;
  readonly state: 'checking' | 'refused' | 'checked' | 'importing' | 'done' | 'failed' | 'given-up';
  readonly rows: number;
  readonly done: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly by: string;
  readonly at: Date;
  /** When the process that works on it was last heard of. */
  readonly beatAt: Date;
}

/** A row that waits to be taken; its values are sealed by the import's own key, which is destroyed when it ends. */
interface ImportRowDocument {
  readonly _id: string;
  readonly importId: string;
  readonly row: number;
  readonly recordId: string;
  readonly values: SealedValue;
}

export interface ImportRow {
  readonly row: number;
  readonly recordId: string;
  readonly values: RecordValues;
}

/** What `store.imports` can do. */
export type Imports = ReturnType<typeof importsOf>;

export function importsOf(connection: Connection, personal: PersonalData) {
  const collection = openCollection<ImportDocument>(
    connection,
    'imports',
    { registry: String, registryHash: String, file: String, state: String, rows: Number, done: Number, added: Number, changed: Number, unchanged: Number, problems: anything, problemCount: Number, by: String, at: Date, beatAt: Date },
    [{ keys: { registry: 1, at: -1 } }, { keys: { registry: 1, by: 1, at: -1 } }, { keys: { state: 1, beatAt: 1 } }],
  );
  const rows = openCollection<ImportRowDocument>(connection, 'importrows', { importId: String, row: Number, recordId: String, values: anything }, [{ keys: { importId: 1, row: 1 } }]);
  const subjectOf = (importId: string): string => `import/${importId}`;

  return {
    ...collection,
    createIndexes: async (): Promise<void> => {
      await Promise.all([collection.model.createIndexes(), rows.model.createIndexes()]);
    },

    /** Notes what is known by now; false when it is no longer in that state. */
    move: async (id: string, from: ImportDocument['state'], to: Partial<Omit<ImportDocument, '_id'>>): Promise<boolean> => (await collection.model.updateOne({ _id: id, state: from }, { $set: { ...to, beatAt: new Date() } })).matchedCount === 1,

    /** Takes one over whose process is gone; false when another one did. */
    claim: async (id: string, state: ImportDocument['state'], since: Date): Promise<boolean> => (await collection.model.updateOne({ _id: id, state, beatAt: { $lt: since } }, { $set: { beatAt: new Date() } })).matchedCount === 1,

    countWaiting: (importId: string): Promise<number> => rows.count({ importId }),

    /** Keeps rows until they are taken. The same rows again replace themselves. */
    async keep(importId: string, kept: readonly ImportRow[]): Promise<void> {
      if (kept.length === 0) return;
      const sealed = await personal.sealMany(kept.map(({ values }) => ({ subject: subjectOf(importId), answers: { values } })), ['/values']);
      await rows.model.collection.bulkWrite(
        kept.map(({ row, recordId }, index) => ({ replaceOne: { filter: { _id: `${importId}/${row}` as never }, replacement: { importId, row, recordId, values: sealed[index]?.['values'] } as never, upsert: true } })),
        { ordered: false },
      );
    },

    /** The next rows that wait. */
    async waiting(importId: string, limit: number): Promise<ImportRow[]> {
      const found = await rows.find({ importId }, { sort: { row: 1 }, limit });
      const opened = await personal.openMany(found.map(({ values }) => ({ values })));
      return found.map(({ row, recordId }, index) => ({ row, recordId, values: (opened[index]?.['values'] ?? {}) as RecordValues }));
    },

    async taken(importId: string, done: readonly ImportRow[]): Promise<void> {
      await rows.model.deleteMany({ importId, row: { $in: done.map(({ row }) => row) } });
    },

    /** Nothing of the rows is left, also in backups. */
    async forget(importId: string): Promise<void> {
      await personal.forget(subjectOf(importId));
      await rows.model.deleteMany({ importId });
    },

    /** Those in a state whose process was not heard of since. */
    left: (state: ImportDocument['state'], since: Date): Promise<ImportDocument[]> => collection.find({ state, beatAt: { $lt: since } }, { limit: 20, without: ['problems'] }),
  };
}
