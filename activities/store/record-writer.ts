import { isDeepStrictEqual } from 'node:util';
import type { RegistryDocument } from '../../registries/document';
import { isBranchRegistry } from './branch-views';
import { isDuplicate, type Collection } from './collection';
import { subjectOfRecord } from './personal-subjects';
import { personalFields } from '../../registries/personal';
import type { RecordChanges } from './record-changes';
import type { RecordChangeDocument, RecordChangeKind, RecordDocument, RecordValues } from './record-documents';
import { changesBetween, openValues, storedValues, subjectOf, tidied, type RecordTools } from './record-values';

/** Who changes a record, and why; part of its history. */
export interface RecordCause {
  readonly kind: RecordChangeKind;
  readonly by: string;
  readonly at: Date;
  readonly reason?: RecordChangeDocument['reason'];
  readonly instanceId?: string;
  readonly taskId?: string;
  readonly importId?: string;
}

export interface RecordSave {
  readonly document: RegistryDocument;
  readonly id: string;
  /** The idempotency key: the same again changes nothing. */
  readonly changeId: string;
  readonly cause: RecordCause;
  /**
   * The record's complete plain values from those that it has; undefined stands for a new record. `isErased`: nothing
   * personal is left of it, and nothing personal is kept that comes. What it throws ends the save.
   */
  readonly change: (before: RecordValues | undefined, isErased: boolean) => RecordValues;
  /** Refused unless the record is at this revision. */
  readonly revision?: number;
  readonly sample?: boolean;
}

export interface Saved {
  readonly record: RecordDocument;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'repeated';
}

/** Why a record is not saved; the message names the registry and the record. */
export class RecordRefused extends Error {
  override readonly name = 'RecordRefused';

  constructor(readonly code: 'StaleRevision' | 'KeyTaken' | 'NoSuchRecord', message: string) {
    super(message);
  }
}

interface WriterParts {
  readonly tools: RecordTools;
  readonly of: (registryId: string) => Collection<RecordDocument>;
  readonly changes: RecordChanges;
}

const KEEP_CHANGE_IDS = 20;
const MOST_TRIES = 10;

/**
 * Writes records one by one. Each write carries its history entry in the record's own `outbox`; whoever saves takes it
 * from there to the history and to those who wait (`settle`), and if that fails anybody else does it later.
 */
export function recordWriter({ tools, of, changes }: WriterParts) {
  const keyTaken = async (document: RegistryDocument, id: string, values: RecordValues): Promise<boolean> => {
    const candidates = tools.lookups.keyCandidates(document, values);
    return candidates.length > 0 && (await of(document.id).count({ key: { $in: candidates }, _id: { $ne: id } })) > 0;
  };

  const insert = async (save: RecordSave): Promise<Saved | undefined> => {
    const { document, id, cause } = save;
    const values = tidied(document, save.change(undefined, false));
    if (await keyTaken(document, id, values)) throw taken(document, id);
    const [stored] = await storedValues(tools, document, [{ id, values }], cause.at);
    if (stored === undefined) throw new Error(`Nothing was prepared for "${document.id}/${id}"`);
    const record = newRecord(save, stored, changesBetween(undefined, { plain: values, stored: stored.values }));
    try {
      await of(document.id).model.collection.insertOne(record as never);
      return { record, outcome: 'created' };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // The id is there: somebody was a moment faster, or this is a repetition. Or it is the key.
      if ((await of(document.id).byId(id)) === undefined) throw taken(document, id);
      return undefined;
    }
  };

  const update = async (save: RecordSave, before: RecordDocument): Promise<Saved | undefined> => {
    const { document, id, cause, changeId } = save;
    const [plain = {}] = await openValues(tools.personal, [before]);
    const values = tidied(document, save.change(plain, before.erasedAt !== undefined));
    if (isDeepStrictEqual(values, plain)) return { record: before, outcome: 'unchanged' };
    if (await keyTaken(document, id, values)) throw taken(document, id);
    const [fresh] = await storedValues(tools, document, [{ id, values }], cause.at);
    if (fresh === undefined) throw new Error(`Nothing was prepared for "${document.id}/${id}"`);
    const stored = { ...fresh, values: keepSealed(document, { id, values, plain, before: before.values, fresh: fresh.values }) };
    const changed = changesBetween({ plain, stored: before.values }, { plain: values, stored: stored.values });
    const entry = entryOf(save, { branchId: stored.branchId, formerBranchId: before.branchId, revision: before.revision + 1 }, changed);
    const { key, ...fields } = stored;
    try {
      const written = await of(document.id).model.collection.findOneAndUpdate(
        { _id: id as never, revision: before.revision },
        {
          $set: { ...fields, ...(key === undefined ? {} : { key }), updatedAt: cause.at, updatedBy: cause.by, revision: before.revision + 1 },
          ...(key === undefined ? { $unset: { key: 1 } } : {}),
          $push: { outbox: entry, recentChanges: { $each: [changeId], $slice: -KEEP_CHANGE_IDS } } as never,
        },
        { returnDocument: 'after' },
      );
      return written === null ? undefined : { record: written as unknown as RecordDocument, outcome: 'changed' };
    } catch (error) {
      if (isDuplicate(error)) throw taken(document, id);
      throw error;
    }
  };

  return {
    /** Adds or changes a record. Throws `RecordRefused`; its history and its message are on their way with it (`settle`). */
    async save(request: RecordSave): Promise<Saved> {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const before = await of(request.document.id).byId(request.id);
        if (before?.recentChanges.includes(request.changeId)) return { record: before, outcome: 'repeated' };
        if (request.revision !== undefined && before?.revision !== request.revision) throw refusedFor(request, before);
        const saved = before === undefined ? await insert(request) : await update(request, before);
        if (saved !== undefined) return saved;
      }
      throw new Error(`Record "${request.document.id}/${request.id}" was changed ${MOST_TRIES} times by others while it was saved`);
    },

    /** Hands a record's unsettled changes to `tell`, oldest first, writes them to the history, and takes them off. */
    async settle(registryId: string, record: Pick<RecordDocument, '_id' | 'outbox'>, tell: (change: RecordChangeDocument) => Promise<void>): Promise<void> {
      for (const change of record.outbox ?? []) {
        await changes.add([change]);
        await tell(change);
        // A view's records keep no outbox of their own.
        if (!isBranchRegistry(registryId)) await of(registryId).model.collection.updateOne({ _id: record._id as never }, { $pull: { outbox: { _id: change._id } } as never });
      }
    },

    /** The same for many records, in a few queries. */
    async settleMany(registryId: string, records: readonly RecordDocument[], tell: (changes: readonly { readonly record: RecordDocument; readonly change: RecordChangeDocument }[]) => Promise<void>): Promise<void> {
      const waiting = records.flatMap((record) => (record.outbox ?? []).map((change) => ({ record, change })));
      if (waiting.length === 0) return;
      await changes.add(waiting.map(({ change }) => change));
      await tell(waiting);
      if (!isBranchRegistry(registryId)) await of(registryId).model.collection.updateMany({ _id: { $in: waiting.map(({ record }) => record._id) as never } }, { $pull: { outbox: { _id: { $in: waiting.map(({ change }) => change._id) } } } as never });
    },

    /** Records whose changes are older than `before` and were never settled: the process that wrote them died. */
    unsettled: (registryId: string, before: Date): Promise<RecordDocument[]> => of(registryId).find({ 'outbox.at': { $lt: before } } as never, { limit: 500 }),

    /**
     * Destroys the key of the record's personal fields, and strips what is sealed and hashed from it, from its history and
     * from what hangs on it. Done again it adds no second entry to the history, and takes what has come since.
     */
    async erase(document: RegistryDocument, record: RecordDocument, cause: RecordCause, dependants: readonly RegistryDocument[]): Promise<RecordDocument> {
      const subject = subjectOf(document, { id: record._id, values: record.values });
      if (subject === subjectOfRecord(document.id, record._id)) await tools.personal.forget(subject);
      for (const dependant of dependants) {
        await of(dependant.id).model.collection.updateMany({ [`values.${dependant.subject ?? ''}`]: record._id }, stripping(dependant) as never);
      }
      await changes.strip(document.id, record._id, personalFields(document));
      const entry: RecordChangeDocument = { ...head(document.id, record._id, cause), _id: `${document.id}/${record._id}#${record.revision + 1}`, branchId: record.branchId, revision: record.revision + 1, changes: [] };
      const { $unset, $set } = stripping(document);
      const noted = { $set: { ...$set, erasedAt: cause.at, updatedAt: cause.at, updatedBy: cause.by }, $inc: { revision: 1 }, $push: { outbox: entry } as never };
      const written = await of(document.id).model.collection.findOneAndUpdate({ _id: record._id as never }, { $unset, ...(record.erasedAt === undefined ? noted : { $set }) }, { returnDocument: 'after' });
      if (written === null) throw new RecordRefused('NoSuchRecord', `There is no record "${record._id}" in "${document.id}"`);
      return written as unknown as RecordDocument;
    },
  };
}

/** A record at its first revision, its history entry in its outbox. */
export function newRecord({ document, id, changeId, cause, sample }: Omit<RecordSave, 'change' | 'revision'>, stored: Awaited<ReturnType<typeof storedValues>>[number], changed: RecordChangeDocument['changes']): RecordDocument {
  const entry = entryOf({ document, id, cause: { ...cause, kind: cause.kind === 'changed' ? 'created' : cause.kind } }, { branchId: stored.branchId, revision: 1 }, changed);
  return { _id: id, ...stored, revision: 1, createdAt: cause.at, createdBy: cause.by, updatedAt: cause.at, updatedBy: cause.by, sample: sample === true, recentChanges: [changeId], outbox: [entry] };
}

/** A record's history entry; with the branch that it had before, where it moved. */
export function entryOf({ document, id, cause }: Pick<RecordSave, 'document' | 'id' | 'cause'>, at: Pick<RecordChangeDocument, 'branchId' | 'formerBranchId' | 'revision'>, changed: RecordChangeDocument['changes']): RecordChangeDocument {
  const moved = at.formerBranchId === undefined || at.formerBranchId === at.branchId ? {} : { formerBranchId: at.formerBranchId };
  return { ...head(document.id, id, cause), _id: `${document.id}/${id}#${at.revision}`, branchId: at.branchId, ...moved, revision: at.revision, changes: changed };
}

function head(registry: string, recordId: string, { kind, at, by, reason, instanceId, taskId, importId }: RecordCause) {
  return {
    registry, recordId, kind, at, by,
    ...(reason === undefined ? {} : { reason }),
    ...(instanceId === undefined ? {} : { instanceId }),
    ...(taskId === undefined ? {} : { taskId }),
    ...(importId === undefined ? {} : { importId }),
  };
}

interface Sealing {
  readonly id: string;
  readonly values: RecordValues;
  readonly plain: RecordValues;
  readonly before: RecordValues;
  readonly fresh: RecordValues;
}

/** What did not change stays sealed as it was, unless the record belongs to somebody else now. */
export function keepSealed(document: RegistryDocument, { id, values, plain, before, fresh }: Sealing): RecordValues {
  if (subjectOf(document, { id, values }) !== subjectOf(document, { id, values: plain })) return fresh;
  return Object.fromEntries(Object.entries(fresh).map(([name, value]) => [name, isDeepStrictEqual(values[name], plain[name]) ? before[name] : value]));
}

/** Takes away everything personal of a record: sealed values (whole fields: what is in a list can't be told apart), hashes and key. */
function stripping(document: RegistryDocument): { readonly $unset: Record<string, 1>; readonly $set: { readonly lookups: object } } {
  const fields = personalFields(document);
  return { $unset: { ...Object.fromEntries(fields.map((field) => [`values.${field}`, 1 as const])), ...(document.key?.some((name) => fields.includes(name)) ? { key: 1 as const } : {}) }, $set: { lookups: {} } };
}

function taken(document: RegistryDocument, id: string): RecordRefused {
  return new RecordRefused('KeyTaken', `Another record of "${document.id}" has the key (${document.key?.join(', ') ?? ''}) of "${id}"`);
}

function refusedFor({ document, id, revision }: RecordSave, before: RecordDocument | undefined): RecordRefused {
  if (before === undefined) return new RecordRefused('NoSuchRecord', `There is no record "${id}" in "${document.id}"`);
  return new RecordRefused('StaleRevision', `Record "${document.id}/${id}" is at revision ${before.revision}, not ${revision ?? 0}`);
}
