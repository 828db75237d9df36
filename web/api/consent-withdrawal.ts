import { consentWithdrawn } from '../../activities/consents';
import { subjectOfRecord } from '../../activities/store/personal-subjects';
import type { RecordChangeDocument, RecordDocument } from '../../activities/store/record-documents';
import type { Registry } from '../../activities/store/registries';
import { forbidden } from './refusal';
import { CONSENTS, mayOfRecord, visibleRecord } from './registry-access';
import type { Call } from './routes';

/**
 * Notes that a consent was withdrawn, and tells the instances that are about the person: message `consent-withdrawn`,
 * correlation key `record/<registry>/<id>`. Repeating it tells again what could not be told, under the same id.
 */
export async function withdrawConsent(call: Call, reason: string): Promise<{ readonly registry: Registry; readonly record: RecordDocument }> {
  const { viewer, at, records } = call;
  const { registry, record } = await visibleRecord(call, CONSENTS, call.param('record'));
  const isRepeated = record.values['status'] === '已撤回' && record.updatedBy === viewer.id;
  if (!isRepeated && !mayOfRecord(viewer, registry.document, record, false).withdraw) throw forbidden({ zh: '这项同意已撤回，或者您不能登记撤回。', en: 'This consent is withdrawn already, or you may not note it.' });
  // Said by the person, or about them: sealed with what else is known of them.
  const about = subjectOfRecord(String(record.values['registry']), String(record.values['recordId']));
  const sealed = (await call.store.personal.seal(about, { reason }, ['/reason'])) as Pick<RecordChangeDocument, 'reason'>;
  const saved = await records.save({
    document: registry.document, id: record._id, changeId: `withdrawal/${record._id}`, cause: { kind: 'changed', by: viewer.id, at, ...sealed },
    change: (before) => ({ ...before, status: '已撤回', withdrawnAt: at.toISOString() }),
  });
  await records.publish([consentWithdrawn(saved.record)]);
  return { registry, record: saved.record };
}
