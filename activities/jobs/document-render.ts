import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { fillTemplate } from '../../documents/fill-template';
import { renderPaper } from '../../documents/render-paper';
import { templateOf } from '../../documents/templates';
import { FeelError, type Variables } from '../../feel';
import { publishedCalendar } from '../../feel/published-calendar';
import type { JobRequest } from '../contract';
import type { Store } from '../store/connect-store';
import { districtName } from '../store/district-name';
import { optionalInput, textInput, wrongInput, type JobHandler } from './job';

const ZONE = 'Asia/Shanghai';

/**
 * Prints a paper and keeps it at the instance, once however often it is tried. The template sees the input `values`,
 * the answers of the steps in `valuesFrom` where `values` says nothing, and `district`, the district's name.
 */
export const documentRender: JobHandler = async (job, { store, now }) => {
  const id = textInput(job, 'template');
  const template = templateOf(id);
  if (template === undefined) throw ApplicationFailure.nonRetryable(`There is no template "${id}"`, 'UnknownTemplate');
  const values = { district: await districtName(store), ...(await answersOf(store, job)), ...valuesInput(job) };
  const fileId = createHash('sha256').update(job.jobId).digest('hex').slice(0, 32);
  try {
    const paper = fillTemplate(template, values, { now: now().toISOString(), zone: ZONE, calendar: publishedCalendar() });
    await store.files.putMade(fileId, `${paper.fileName}.pdf`, await renderPaper(paper), { type: 'application/pdf', uploadedBy: 'system', instanceId: job.instanceId, jobId: job.jobId, ...branchOf(job) });
  } catch (error) {
    if (error instanceof FeelError) throw ApplicationFailure.nonRetryable(`The template "${id}" can't be filled in: ${error.message}`, 'WrongTemplate');
    throw error;
  }
  return { fileId };
};

function valuesInput(job: JobRequest): Variables {
  const values = optionalInput(job, 'values') ?? {};
  if (typeof values !== 'object' || Array.isArray(values)) throw wrongInput(job, 'values', 'a context');
  return values as Variables;
}

/** What was handed in at these steps, a later one winning; sealed answers stay sealed, since a file is kept in the open. */
async function answersOf(store: Store, job: JobRequest): Promise<Variables> {
  const steps = optionalInput(job, 'valuesFrom');
  const ids = typeof steps === 'string' ? steps.split(',').map((step) => step.trim()) : [];
  const answers = await Promise.all(ids.map((elementId) => submission(store, job, elementId)));
  return Object.assign({}, ...answers) as Variables;
}

async function submission(store: Store, job: JobRequest, elementId: string): Promise<Variables> {
  const found = await store.submissions.findOne({ instanceId: job.instanceId, elementId, status: 'accepted' }, { sort: { at: -1 } });
  if (!found) throw ApplicationFailure.nonRetryable(`Nobody has completed the step "${elementId}" of "${job.instanceId}"`, 'NothingSubmitted');
  return JSON.parse(JSON.stringify(found.answers, (_, value: unknown) => (isSealed(value) ? null : value))) as Variables;
}

function isSealed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$enc' in value;
}

function branchOf({ variables }: JobRequest): { readonly branchId?: string } {
  return typeof variables['branchId'] === 'string' ? { branchId: variables['branchId'] } : {};
}
