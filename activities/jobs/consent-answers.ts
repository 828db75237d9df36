import { consentWithdrawn } from '../consents';
import { CONSENTS } from '../records';
import type { RegistryDocument } from '../../registries/document';
import type { ConsentAnswer, SubmissionDocument } from '../store/documents';
import type { RecordValues } from '../store/record-documents';
import type { JobTools } from './job';

interface Answered {
  readonly subject: { readonly registry: string; readonly recordId: string };
  readonly submission: SubmissionDocument;
  readonly instanceId: string;
}

/**
 * What an answer does to consents that the person gave before for the same purpose: who agrees to a newer text has agreed
 * to it instead; who refuses has withdrawn, and the instances that are about them hear of it. Repeatable.
 */
export async function settleEarlier(tools: JobTools, document: RegistryDocument, answer: ConsentAnswer, { subject, submission, instanceId }: Answered): Promise<void> {
  const { records, store, now } = tools;
  const changeId = `answer/${submission._id}/${answer.purpose}`;
  const before = { 'values.registry': subject.registry, 'values.recordId': subject.recordId, 'values.purpose': answer.purpose, 'values.givenAt': { $lt: answer.at.toISOString() }, ...(answer.given ? { 'values.version': { $lt: answer.version } } : {}) };
  // What this answer settled already is told again: it may not have been heard.
  const earlier = await store.records.of(CONSENTS).find({ ...before, $or: [{ 'values.status': '有效' }, { recentChanges: changeId }] } as never);
  const ended: RecordValues = answer.given ? { status: '已更新' } : { status: '已撤回', withdrawnAt: answer.at.toISOString() };
  for (const { _id } of earlier) {
    const cause = { kind: 'changed' as const, by: submission.by, at: now(), instanceId, taskId: submission.taskId };
    const { record } = await records.save({ document, id: _id, changeId, cause, change: (values = {}) => (values['status'] === '有效' ? { ...values, ...ended } : values) });
    if (!answer.given) await records.publish([consentWithdrawn(record)]);
  }
}
