import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { fieldsOfRegistry } from '../../registries/fields';
import type { RegistryDocument } from '../../registries/document';
import type { SubmissionDocument } from '../store/documents';
import { branchInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';

/** The registry that consents are written to. */
const REGISTRY = 'consent';

/**
 * Writes what somebody agreed to at the steps `from` as records of the registry `consent`, about the record
 * `registry`/`recordId`: one for each purpose that was ticked, with the version and hash of its text. Gives the purposes.
 */
export const consentSave: JobHandler = async (job, tools) => {
  const steps = textInput(job, 'from').split(',').map((step) => step.trim()).filter(Boolean);
  const subject = { registry: textInput(job, 'registry'), recordId: textInput(job, 'recordId'), branchId: branchInput(job) };
  const document = await consentRegistry(tools);
  const purposes: string[] = [];
  for (const elementId of steps) {
    const submission = await tools.store.submissions.findOne({ instanceId: job.instanceId, elementId, status: 'accepted' }, { sort: { at: -1 } });
    if (submission === undefined) throw wrongInput(job, 'from', `a step that was completed, not "${elementId}",`);
    for (const values of consentsOf(submission)) {
      const id = consentRecordId(submission._id, values.purpose);
      const fresh = { ...subject, ...referenceTo(document, subject), ...values };
      await tools.records.save({
        document, id, changeId: `${job.jobId}/${values.purpose}`, cause: { kind: 'changed', by: submission.by, at: tools.now(), instanceId: job.instanceId, taskId: submission.taskId },
        // Written before, and perhaps withdrawn since: it stays as it is.
        change: (before) => before ?? fresh,
      });
      if (!purposes.includes(values.purpose)) purposes.push(values.purpose);
    }
  }
  return { consents: purposes };
};

async function consentRegistry({ store }: JobTools): Promise<RegistryDocument> {
  const registry = await store.registries.latest(REGISTRY);
  if (registry === undefined) throw ApplicationFailure.nonRetryable(`There is no registry "${REGISTRY}"`, 'UnknownRegistry');
  return registry.document;
}

/** A consent is given once, by one submission, for one purpose. */
function consentRecordId(submissionId: string, purpose: string): string {
  return createHash('sha256').update(`${submissionId}/${purpose}`).digest('hex').slice(0, 24);
}

function consentsOf({ _id, by, consents = [] }: SubmissionDocument) {
  const given = consents.filter((consent) => consent.given);
  return given.map(({ purpose, version, textHash, at }) => ({ purpose, version, textHash, givenAt: at.toISOString(), method: by.startsWith('link/') ? '链接' : '当面', status: '有效', submissionId: _id }));
}

/** The field that refers to records of the subject's registry, so that they list their consents. */
function referenceTo(document: RegistryDocument, { registry, recordId }: { readonly registry: string; readonly recordId: string }): { readonly [field: string]: string } {
  return Object.fromEntries([...fieldsOfRegistry(document)].flatMap(([name, field]) => (field.record === registry ? [[name, recordId]] : [])));
}
