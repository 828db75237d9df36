import type { Variables } from '../feel/types';
import { routingVariables } from '../forms/routing-variables';
import type { RegistryDocument } from '../registries/document';
import { formOfRegistry } from '../registries/registry-form';
import type { OutsideMessage } from './deliver';
import { eraseRecord, type Erasure } from './erase-record';
import type { Store } from './store/connect-store';
import { isBranchRegistry } from './store/branch-views';
import type { BulkRow } from './store/record-bulk';
import type { RecordChangeDocument, RecordDocument, RecordValues } from './store/record-documents';
import type { RecordCause, RecordSave, Saved } from './store/record-writer';

/** How long a change waits for an instance that subscribes a moment later; who comes after that reads the record itself. */
const LIVES_MS = 60_000;
/** A change that its own process has not settled by then: that process is gone. */
const LEFT_AFTER_MS = 30_000;

/** The registry that consents are written to. */
export const CONSENTS = 'consent';

export type Publish = (messages: readonly OutsideMessage[]) => Promise<void>;

/** Saves records, and tells those who wait for them. */
export type RecordKeeper = ReturnType<typeof recordKeeper>;

/**
 * Writes first, tells after: what could not be told stays in the record's outbox, and `settleLeft` tells it later.
 * `onError` hears of what has to wait for that.
 */
export function recordKeeper(store: Store, publish: Publish, onError: (error: unknown) => void = () => undefined) {
  const settle = async (document: RegistryDocument, record: RecordDocument): Promise<void> => {
    await store.records.settle(document.id, record, (change) => publish(messagesOf(document, [{ record, change }])));
  };
  const settleSoon = async (document: RegistryDocument, record: RecordDocument): Promise<void> => {
    try {
      await settle(document, record);
    } catch (error) {
      onError(error);
    }
  };

  /** Nobody agrees to anything any more who is not known any more; that, when and to which text somebody did stays to be counted. */
  const endConsents = async (about: RegistryDocument, recordId: string, cause: RecordCause): Promise<void> => {
    const document = (await store.registries.latest(CONSENTS))?.document;
    if (document === undefined) return;
    for (const { _id } of await store.records.of(CONSENTS).find({ 'values.registry': about.id, 'values.recordId': recordId } as never)) {
      const change = ({ withdrawalReason: _said, ...values }: RecordValues = {}): RecordValues => ({ ...values, status: values['status'] === '有效' ? '已终止' : values['status'] });
      await settleSoon(document, (await store.records.save({ document, id: _id, changeId: `erased/${about.id}/${recordId}`, cause: { ...cause, kind: 'changed' }, change })).record);
      await store.records.changes.strip(CONSENTS, _id, ['withdrawalReason']);
    }
  };

  return {
    async save(request: RecordSave): Promise<Saved> {
      const saved = await store.records.save(request);
      await settleSoon(request.document, saved.record);
      return saved;
    },

    /** Destroys what is personal about a record for good; repeatable. */
    async erase(document: RegistryDocument, recordId: string, cause: RecordCause): Promise<Erasure> {
      const erasure = await eraseRecord(store, document, recordId, cause);
      if (erasure.record !== undefined) await settleSoon(document, erasure.record);
      if (erasure.erased) await endConsents(document, recordId, cause);
      return erasure;
    },

    /** Writes many records, and tells of them in bulk; repeatable by its change id. Throws when it could not be told: repeat it then. */
    async saveMany(document: RegistryDocument, rows: readonly BulkRow[], cause: RecordCause, changeId: string): Promise<void> {
      const records = await store.records.writeMany(document, rows, cause, changeId);
      await store.records.settleMany(document.id, records, (changes) => publish(messagesOf(document, changes)));
    },

    publish,

    /** Tells what processes that died have left untold; how many records had something. */
    async settleLeft(now = new Date()): Promise<number> {
      let settled = 0;
      for (const { document } of await store.registries.all()) {
        for (const record of await store.records.unsettled(document.id, new Date(now.getTime() - LEFT_AFTER_MS))) {
          await settle(document, record);
          settled += 1;
        }
      }
      return settled;
    },
  };
}

/** Of a branch its watchers hear when its term ends on another day, and of nothing else: elections tell the rest themselves. */
function messagesOf(document: RegistryDocument, changes: readonly { readonly record: RecordDocument; readonly change: RecordChangeDocument }[]): OutsideMessage[] {
  const told = isBranchRegistry(document.id) ? changes.filter(({ change }) => change.changes.some(({ field }) => field === 'termEnd')) : changes;
  return told.map(({ record, change }) => recordChanged(document, record, change));
}

/** What instances hear of a change: nothing personal, and not the instance that made it. */
export function recordChanged(document: RegistryDocument, record: RecordDocument, change: RecordChangeDocument): OutsideMessage {
  return {
    id: `record/${change._id}`,
    name: 'record-changed',
    correlationKey: `${document.id}/${record._id}`,
    variables: { registry: document.id, recordId: record._id, change: change.kind, changed: change.changes.map(({ field }) => field), record: recordVariables(document, record) },
    livesMs: LIVES_MS,
    ...(change.instanceId === undefined ? {} : { except: change.instanceId }),
  };
}

/** A record as a process may know it: ids, routing values, `scores` by id and the `reasons` for them; nothing personal and no prose. */
export function recordVariables(document: RegistryDocument, record: RecordDocument): Variables {
  const scores = Object.entries(record.scores ?? {});
  // Sealed values stand under personal fields alone, which are left out; the rest is plain JSON.
  const told = {
    scores: Object.fromEntries(scores.map(([id, { points }]) => [id, points])),
    reasons: Object.fromEntries(scores.map(([id, { reasons }]) => [id, reasons.map(({ zh, en }): Variables => (en === undefined ? { zh } : { zh, en }))])),
  };
  return { ...routingVariables(formOfRegistry(document), record.values as Variables), id: record._id, branchId: record.branchId, ...told };
}
