import type { RegistryDocument } from '../registries/document';
import { fieldsOfRegistry } from '../registries/fields';
import type { Store } from './store/connect-store';
import { subjectOfRecord, subjectOfStart } from './store/personal-subjects';
import type { RecordDocument } from './store/record-documents';
import type { RecordCause } from './store/record-writer';

export interface Erasure {
  /** What is left, for counting; absent when the record never was. */
  readonly record?: RecordDocument;
  /** False when nothing was known of it. */
  readonly erased: boolean;
}

/**
 * Destroys what is personal about a record: its data key, with it what people handed in about it, signatures, what was
 * said beside them, and whom links were for; its consents end. Each part can be done again, so a broken-off erasure is finished by the next. Says so
 * in the audit once.
 */
export async function eraseRecord(store: Store, document: RegistryDocument, recordId: string, cause: RecordCause): Promise<Erasure> {
  const subject = subjectOfRecord(document.id, recordId);
  const before = await store.records.byId(document.id, recordId);
  const record = before === undefined ? undefined : await store.records.erase(document, before, cause, await dependantsOf(store, document));
  const hadKey = before === undefined && (await store.personal.forget(subject));
  await forgetTraces(store, subject);
  if (record === undefined && !hadKey) return { erased: false };
  await store.audit.addOnce(`erased/${document.id}/${recordId}`, {
    at: cause.at, by: cause.by, action: 'record.erased', subject, ...(record === undefined ? {} : { branchId: record.branchId }), detail: cause.instanceId === undefined ? {} : { instanceId: cause.instanceId },
  });
  return { ...(record === undefined ? {} : { record }), erased: true };
}

/** Registries whose records are sealed by the key of a record of this one. */
async function dependantsOf(store: Store, document: RegistryDocument): Promise<RegistryDocument[]> {
  const all = (await store.registries.all()).map((registry) => registry.document);
  return all.filter((other) => other.subject !== undefined && fieldsOfRegistry(other).get(other.subject)?.record === document.id);
}

/** What hangs on the instances that are about somebody, and stands under no key of theirs. */
async function forgetTraces(store: Store, subject: string): Promise<void> {
  await store.files.removeOf(subject);
  const ids = (await store.instances.find({ subject }, { without: ['state'] })).map(({ _id }) => _id);
  if (ids.length === 0) return;
  // A start form is handed in before anybody knows whom it is about.
  const starts = await store.submissions.find({ taskId: { $in: ids.map((id) => `${id}/start`) } }, { without: ['answers'] });
  for (const { _id } of starts) {
    await store.personal.forget(subjectOfStart(_id));
    await store.files.removeOf(subjectOfStart(_id));
  }
  const tasks = await store.tasks.find({ instanceId: { $in: ids } }, { without: ['inputs'] });
  // People write freely, and whom they speak of.
  await store.comments.strip(ids);
  await store.links.forgetWhom(ids, tasks.map(({ _id }) => _id));
}
