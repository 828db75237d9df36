import { isDeepStrictEqual } from 'node:util';
import type { RegistryDocument } from '../../registries/document';
import type { Collection } from './collection';
import { insertOnce, type Operation } from './operation';
import type { RecordDocument, RecordValues } from './record-documents';
import { changesBetween, openValues, storedValues, tidied, type RecordTools, type StoredValues } from './record-values';
import { entryOf, keepSealed, newRecord, type RecordCause } from './record-writer';

/** A record as a file gives it: the fields that it sets, and the id that it gets if it is new. */
export interface BulkRow {
  readonly recordId: string;
  readonly values: RecordValues;
  /** A new record is of the sample. */
  readonly sample?: boolean;
}

/** A row beside the record that it means, if that is there. */
export interface MatchedRow<Row extends BulkRow> {
  readonly row: Row;
  readonly record?: RecordDocument;
  /** The record's plain values before and after. */
  readonly before?: RecordValues;
  readonly after: RecordValues;
}

interface BulkParts {
  readonly tools: RecordTools;
  readonly of: (registryId: string) => Collection<RecordDocument>;
}

const MOST_TRIES = 10;

/** Reads and writes many records in a few queries, for imports. */
export function recordBulk({ tools, of }: BulkParts) {
  const match = async <Row extends BulkRow>(document: RegistryDocument, rows: readonly Row[]): Promise<MatchedRow<Row>[]> => {
    const keys = rows.map(({ values }) => tools.lookups.keyCandidates(document, values));
    const wanted = keys.flat();
    const found = await of(document.id).find({ $or: [{ _id: { $in: rows.map(({ recordId }) => recordId) } }, ...(wanted.length === 0 ? [] : [{ key: { $in: wanted } }])] });
    const opened = await openValues(tools.personal, found);
    const at = new Map(found.flatMap((record, index) => [[record._id, index] as const, ...(record.key === undefined ? [] : [[`key ${record.key}`, index] as const])]));
    return rows.map((row, index) => {
      const place = keys[index]?.map((key) => at.get(`key ${key}`)).find((one) => one !== undefined) ?? at.get(row.recordId);
      const [record, before] = place === undefined ? [] : [found[place], opened[place]];
      const after = tidied(document, { ...before, ...row.values });
      return record === undefined || before === undefined ? { row, after } : { row, record, before, after };
    });
  };

  /** Writes those that differ and were not written by this change yet; how many were sent. */
  const write = async (document: RegistryDocument, matched: readonly MatchedRow<BulkRow>[], cause: RecordCause, changeId: string): Promise<number> => {
    const waiting = matched.filter(({ record, before, after }) => record?.recentChanges.includes(changeId) !== true && !isDeepStrictEqual(before, after));
    const stored = await storedValues(tools, document, waiting.map(({ row, record, after }) => ({ id: record?._id ?? row.recordId, values: after })), cause.at);
    const operations = waiting.flatMap((one, index): Operation[] => {
      const fresh = stored[index];
      return fresh === undefined ? [] : [operationFor({ document, cause, changeId }, one, fresh)];
    });
    if (operations.length > 0) await of(document.id).model.collection.bulkWrite(operations as never, { ordered: false }).catch(ignoreTakenKeys);
    return operations.length;
  };

  return {
    match,
    /**
     * Sees to it that every row stands in its record: a few queries for all of them, repeatable after any interruption. Who changes a record
     * or takes a key meanwhile is not overwritten: the row is merged into what is there then. Gives the records back with their outboxes.
     */
    async writeMany(document: RegistryDocument, rows: readonly BulkRow[], cause: RecordCause, changeId: string): Promise<RecordDocument[]> {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const matched = await match(document, rows);
        if ((await write(document, matched, cause, changeId)) === 0) return matched.flatMap(({ record }) => record ?? []);
      }
      throw new Error(`Records of "${document.id}" were changed ${MOST_TRIES} times by others while they were written`);
    },
  };
}

function operationFor({ document, cause, changeId }: { readonly document: RegistryDocument; readonly cause: RecordCause; readonly changeId: string }, { row, record, before, after }: MatchedRow<BulkRow>, fresh: StoredValues): Operation {
  if (record === undefined || before === undefined) {
    return insertOnce(newRecord({ document, id: row.recordId, changeId, cause, ...(row.sample === undefined ? {} : { sample: row.sample }) }, fresh, changesBetween(undefined, { plain: after, stored: fresh.values })));
  }
  const id = record._id;
  const revision = record.revision + 1;
  const values = keepSealed(document, { id, values: after, plain: before, before: record.values, fresh: fresh.values });
  const entry = entryOf({ document, id, cause }, { branchId: fresh.branchId, formerBranchId: record.branchId, revision }, changesBetween({ plain: before, stored: record.values }, { plain: after, stored: values }));
  const { key, ...fields } = { ...fresh, values };
  return {
    updateOne: {
      filter: { _id: id, revision: record.revision },
      update: {
        $set: { ...fields, ...(key === undefined ? {} : { key }), updatedAt: cause.at, updatedBy: cause.by, revision },
        ...(key === undefined ? { $unset: { key: 1 } } : {}),
        $push: { outbox: entry, recentChanges: { $each: [changeId], $slice: -20 } },
      },
    },
  };
}

/** A key or an id that somebody took a moment ago: the next look finds their record. */
function ignoreTakenKeys(error: unknown): void {
  const writeErrors = typeof error === 'object' && error !== null && 'writeErrors' in error ? error.writeErrors : undefined;
  const list: readonly unknown[] = Array.isArray(writeErrors) ? writeErrors : writeErrors === undefined ? [] : [writeErrors];
  const isTaken = list.length > 0 && list.every((one) => typeof one === 'object' && one !== null && 'code' in one && one.code === 11000);
  if (!isTaken) throw error;
}
