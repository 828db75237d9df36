import { ApplicationFailure } from '@temporalio/activity';
import type { Value } from '../../feel/types';
import { conditionProblems, type Conditions } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import type { JobRequest } from '../contract';
import { recordVariables } from '../records';
import { conditionQuery } from '../store/condition-query';
import { districtDay } from '../store/district-day';
import { isSortable } from '../store/record-indexes';
import { findBranches } from './branch-record/find-branches';
import { optionalInput, textInput, wrongInput, type JobHandler } from './job';
import { registryInput } from './record-registry';

const USUAL = 100;
const MOST = 1_000;

/** Records that fit `where`, without anything personal: `records`, at most `limit` of them, and `total` of all. */
export const recordFind: JobHandler = async (job, tools) => {
  if (textInput(job, 'registry') === 'branch') return findBranches(job, tools);
  const { document } = await registryInput(job, tools);
  const { records } = tools.store;
  const filter = conditionQuery(document, whereInput(job, document), { today: districtDay(tools.now()) }, records.lookups);
  const page = await records.page(document.id, { filter, sort: sortInput(job, document), skip: 0, limit: limitInput(job) });
  return { records: page.rows.map((record) => recordVariables(document, record)), total: page.total };
};

/** A context of values and lists by field, or a list of conditions. */
function whereInput(job: JobRequest, document: RegistryDocument): Conditions {
  const where = optionalInput(job, 'where') ?? {};
  if (typeof where !== 'object') throw wrongInput(job, 'where', 'a context or a list of conditions');
  const conditions: unknown = Array.isArray(where) ? where : Object.entries(where as object).map(([field, value]: [string, Value]) => ({ field, op: Array.isArray(value) ? 'in' : 'is', value }));
  const problems = conditionProblems(document, conditions);
  if (problems.length > 0) throw ApplicationFailure.nonRetryable(`Job "${job.type}" of "${job.elementId}" asks for what can't be found: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`, 'WrongInput');
  return conditions as Conditions;
}

function sortInput(job: JobRequest, document: RegistryDocument): { readonly path: string; readonly descending: boolean } {
  const sort = optionalInput(job, 'sort') ?? document.list.sort;
  if (typeof sort !== 'string') throw wrongInput(job, 'sort', 'a field, with - before it for the last first,');
  const name = sort.replace(/^-/, '');
  const score = document.scores?.find(({ id }) => `score.${id}` === name);
  const field = fieldsOfRegistry(document).get(name);
  if (score === undefined && (field === undefined || !isSortable(document)(field))) throw wrongInput(job, 'sort', 'a column, a filter or a score of the registry');
  return { path: score === undefined ? `values.${name}` : `scores.${score.id}.points`, descending: sort.startsWith('-') };
}

function limitInput(job: JobRequest): number {
  const limit = Number(optionalInput(job, 'limit') ?? USUAL);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST) throw wrongInput(job, 'limit', `a whole number from 1 to ${MOST}`);
  return limit;
}
