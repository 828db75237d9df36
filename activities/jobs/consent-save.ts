import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { fieldsOfRegistry } from '../../registries/fields';
import type { RegistryDocument } from '../../registries/document';
import type { JobRequest } from '../contract';
import { textStateOf } from '../consents';
import { CONSENTS } from '../records';
import type { SubmissionDocument } from '../store/documents';
import { settleEarlier } from './consent-answers';
import { branchInput, optionalInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';

/** Whose consents they are. */
interface Subject {
  readonly registry: string;
  readonly recordId: string;
  readonly branchId: string;
}

/**
 * Writes what somebody agreed to at the steps `from` as records of the registry `consent`, about the record
 * `registry`/`recordId`: one for each purpose that was ticked, with the version and hash of its text. Gives the purposes.
 * Consents that the same person gave before for a purpose that they answered are settled.
 */
export const consentSave: JobHandler = async (job, tools) => {
  const steps = textInput(job, 'from').split(',').map((step) => step.trim()).filter(Boolean);
  const subject = { registry: textInput(job, 'registry'), recordId: textInput(job, 'recordId'), branchId: branchInput(job) };
  const document = (await tools.store.registries.latest(CONSENTS))?.document;
  if (document === undefined) throw ApplicationFailure.nonRetryable(`There is no registry "${CONSENTS}"`, 'UnknownRegistry');
  const purposes = new Set<string>();
  for (const elementId of steps) {
    const submission = await latestOf(job, tools, elementId);
    if (submission === undefined) throw wrongInput(job, 'from', `a step that was completed, not "${elementId}",`);
    for (const purpose of await keep(job, tools, document, { submission, subject })) purposes.add(purpose);
  }
  return { consents: [...purposes] };
};

/** The consents of a step whose answers become a record (`record.save`): about that record, by the way. */
export async function keepConsentsOf(job: JobRequest, tools: JobTools, elementId: string, subject: Subject): Promise<void> {
  const document = (await tools.store.registries.latest(CONSENTS))?.document;
  const submission = document === undefined ? undefined : await latestOf(job, tools, elementId);
  if (document !== undefined && submission !== undefined) await keep(job, tools, document, { submission, subject });
}

function latestOf({ instanceId }: JobRequest, { store }: JobTools, elementId: string): Promise<SubmissionDocument | undefined> {
  return store.submissions.findOne({ instanceId, elementId, status: 'accepted' }, { sort: { at: -1 } });
}

async function keep(job: JobRequest, tools: JobTools, document: RegistryDocument, { submission, subject }: { readonly submission: SubmissionDocument; readonly subject: Subject }): Promise<string[]> {
  const given = consentsOf(job, submission);
  for (const values of given) {
    const fresh = { ...subject, ...referenceTo(document, subject), ...values };
    await tools.records.save({
      document, id: consentRecordId(submission._id, values.purpose), changeId: `${job.jobId}/${values.purpose}`, cause: { kind: 'changed', by: submission.by, at: tools.now(), instanceId: job.instanceId, taskId: submission.taskId },
      // Written before, and perhaps withdrawn since: it stays as it is.
      change: (before) => before ?? fresh,
    });
  }
  for (const answer of submission.consents ?? []) await settleEarlier(tools, document, answer, { subject, submission, instanceId: job.instanceId });
  return given.map(({ purpose }) => purpose);
}

/** A consent is given once, by one submission, for one purpose. */
function consentRecordId(submissionId: string, purpose: string): string {
  return createHash('sha256').update(`${submissionId}/${purpose}`).digest('hex').slice(0, 24);
}

function consentsOf(job: JobRequest, { _id, by, consents = [] }: SubmissionDocument) {
  const given = consents.filter((consent) => consent.given);
  const said = optionalInput(job, 'consentMethod');
  const method = by.startsWith('link/') ? '链接' : typeof said === 'string' ? said : '当面';
  return given.map(({ purpose, version, textHash, at }) => ({ purpose, version, textHash, textState: textStateOf(purpose, version), givenAt: at.toISOString(), method, status: '有效', submissionId: _id }));
}

/** The field that refers to records of the subject's registry, so that they list their consents. */
function referenceTo(document: RegistryDocument, { registry, recordId }: Subject): { readonly [field: string]: string } {
  return Object.fromEntries([...fieldsOfRegistry(document)].flatMap(([name, field]) => (field.record === registry ? [[name, recordId]] : [])));
}
