import { subjectOfPerson } from '../../activities/store/personal-subjects';
import { subjectOf } from '../../activities/store/record-values';
import type { Registry } from '../../activities/store/registries';
import { correctingTask } from './correction';
import { forbidden } from './refusal';
import { mayOfRecord, mayOfRegistry, visibleRecord, visibleRegistry } from './registry-access';
import type { Call } from './routes';

/** Where what somebody typed into a record's form is kept until they save the record; without a record, that of a new one. */
export function recordDraftId(registryId: string, recordId: string | undefined, personId: string): string {
  return `record/${registryId}/${recordId ?? ''}/${personId}`;
}

export interface RecordDraftPlace {
  readonly id: string;
  readonly registry: Registry;
  /** Whose data key seals what is personal in it. */
  readonly subject: string;
}

/** The viewer's own draft of a new record of the path's registry. Throws when they may add none. */
export async function newRecordDraft(call: Call): Promise<RecordDraftPlace> {
  const registry = await visibleRegistry(call, call.param('id'));
  if (!mayOfRegistry(call.viewer, registry.document).edit) throw forbidden();
  return { id: recordDraftId(registry.document.id, undefined, call.viewer.id), registry, subject: subjectOfPerson(call.viewer.id) };
}

/** The viewer's own draft of the path's record: it goes with the record's data key. Throws when they may not change it. */
export async function recordDraft(call: Call): Promise<RecordDraftPlace> {
  const { registry, record, byTask } = await visibleRecord(call, call.param('id'), call.param('record'));
  const may = mayOfRecord(call.viewer, registry.document, record, byTask).edit || (await correctingTask(call, call.viewer, registry.document, record, call.request.query['task'])) !== undefined;
  if (!may) throw forbidden();
  return { id: recordDraftId(registry.document.id, record._id, call.viewer.id), registry, subject: subjectOf(registry.document, { id: record._id, values: record.values }) };
}
