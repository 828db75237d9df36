import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { publishedCalendar } from '../../feel/published-calendar';
import type { Variables } from '../../feel/types';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import { personalFields } from '../../registries/personal';
import { formOfRegistry } from '../../registries/registry-form';
import type { JobRequest } from '../contract';
import type { RecordDocument, RecordValues } from '../store/record-documents';
import { RecordRefused } from '../store/record-writer';
import { branchOperation } from './branch-record';
import { keepConsentsOf } from './consent-save';
import { branchInput, optionalInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';
import { registryInput } from './record-registry';
import { submittedAnswers } from './submitted-list';

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const ZONE = 'Asia/Shanghai';
const calendar = publishedCalendar();

/**
 * Adds a record, or changes the one that `recordId` names: `values` as they are, and `fields` copied from what people
 * handed in at the step `valuesFrom`, personal ones included. A value that is null empties its field. What was agreed to
 * at that step goes to the registry `consent`, about the record, or whom it belongs to.
 */
export const recordSave: JobHandler = async (job, tools) => {
  if (textInput(job, 'registry') === 'branch') return branchOperation(job, tools);
  const { document } = await registryInput(job, tools);
  const id = recordIdOf(job);
  const changes = { ...valuesInput(job, document), ...(await copiedValues(job, tools, document)) };
  const at = tools.now();
  const change = (before: RecordValues | undefined, isErased: boolean): RecordValues => mustBeValid(document, { ...before, ...changes }, at, isErased);
  try {
    const { record } = await tools.records.save({ document, id, changeId: job.jobId, cause: { kind: 'changed', by: 'system', at, instanceId: job.instanceId }, change });
    const from = optionalInput(job, 'valuesFrom');
    if (typeof from === 'string') await keepConsentsOf(job, tools, from, { ...whose(document, record), branchId: record.branchId || branchInput(job) });
    return { recordId: record._id };
  } catch (error) {
    if (error instanceof RecordRefused) throw ApplicationFailure.nonRetryable(error.message, error.code);
    throw error;
  }
};

/** Whoever a record belongs to has agreed: a contact's donor, not the contact. */
function whose(document: RegistryDocument, { _id, values }: RecordDocument): { readonly registry: string; readonly recordId: string } {
  const field = document.subject === undefined ? undefined : fieldsOfRegistry(document).get(document.subject);
  const about = field === undefined ? undefined : values[field.name];
  return field?.record === undefined || typeof about !== 'string' ? { registry: document.id, recordId: _id } : { registry: field.record, recordId: about };
}

function recordIdOf(job: JobRequest): string {
  const id = optionalInput(job, 'recordId');
  if (id === undefined || id === '') return createHash('sha256').update(job.jobId).digest('hex').slice(0, 24);
  if (typeof id !== 'string' || !ID.test(id)) throw wrongInput(job, 'recordId', 'an id of letters, digits, - and _');
  return id;
}

function valuesInput(job: JobRequest, document: RegistryDocument): RecordValues {
  const values = optionalInput(job, 'values') ?? {};
  if (typeof values !== 'object' || Array.isArray(values)) throw wrongInput(job, 'values', 'a context');
  for (const name of Object.keys(values as object)) mustBeField(job, document, name);
  return values as RecordValues;
}

/** `name=name, phone=contact.phone`: a field of the record, and where it stands in the answers of the step. */
async function copiedValues(job: JobRequest, { store }: JobTools, document: RegistryDocument): Promise<RecordValues> {
  if (optionalInput(job, 'valuesFrom') === undefined) return {};
  const answers = await submittedAnswers(store, job, textInput(job, 'valuesFrom'));
  const pairs = textInput(job, 'fields').split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const entries = pairs.map(([field = '', path = field]) => {
    mustBeField(job, document, field);
    return [field, valueAt(answers, path.split('.'))] as const;
  });
  return Object.fromEntries(entries);
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value ?? null;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return valueAt((value as RecordValues)[name], rest);
}

function mustBeField(job: JobRequest, document: RegistryDocument, name: string): void {
  if (!fieldsOfRegistry(document).has(name)) throw ApplicationFailure.nonRetryable(`Job "${job.type}" of "${job.elementId}" writes "${name}", which is no field of the registry "${document.id}"`, 'WrongInput');
}

/** Throws, without a further try, naming the fields and the rules but no values: they may be personal. What was erased is not missed. */
function mustBeValid(document: RegistryDocument, merged: RecordValues, at: Date, isErased: boolean): RecordValues {
  const values = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined)) as Variables;
  const gone = new Set(isErased ? personalFields(document) : []);
  const problems = checkAnswers(compileForm(formOfRegistry(document)), values, { context: {}, now: at.toISOString(), zone: ZONE, calendar, side: 'server' }).filter((problem) => problem.level === 'error' && !gone.has(problem.at.split('/')[1] ?? ''));
  if (problems.length === 0) return values;
  const reasons = problems.slice(0, 10).map(({ at: place, rule }) => `"${place === '' ? '/' : place}" (${rule})`).join(', ');
  throw ApplicationFailure.nonRetryable(`The record is not valid for the registry "${document.id}": ${reasons}`, 'InvalidRecord');
}
