import { ApplicationFailure } from '@temporalio/activity';
import type { Value } from '../../feel/types';
import { conditionProblems, type Conditions } from '../../registries/conditions';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import type { JobRequest } from '../contract';
import { recordVariables } from '../records';
import { conditionQuery, type RecordFilter } from '../store/condition-query';
import { districtDay } from '../store/district-day';
import { isSortable } from '../store/record-indexes';
import { findBranches } from './branch-record/find-branches';
import { optionalInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';
import { registryInput } from './record-registry';

const USUAL = 100;
const MOST = 1_000;

/** Records that fit `where`, without anything personal: `records`, at most `limit` of them, and `total` of all; with `earlierThan`, of those that stand before that record in the order. */
export const recordFind: JobHandler = async (job, tools) => {
  if (textInput(job, 'registry') === 'branch') return findBranches(job, tools);
  const { document } = await registryInput(job, tools);
  const { records } = tools.store;
  const days = { today: districtDay(tools.now()) };
  const sort = sortInput(job, document);
  const wanted = { $or: whereInput(job, document).map((conditions) => conditionQuery(document, conditions, days, records.lookups)) };
  const filter = { $and: [wanted, ...(await earlier(job, tools, document.id, sort))] };
  const page = await records.page(document.id, { filter, sort, skip: 0, limit: limitInput(job) });
  return { records: page.rows.map((record) => recordVariables(document, record)), total: page.total };
};

interface Order {
  readonly path: string;
  readonly descending: boolean;
}

/** What keeps to the records that the list shows before the one that `earlierThan` names; equal ones stand by their ids. */
async function earlier(job: JobRequest, { store }: JobTools, registryId: string, { path, descending }: Order): Promise<RecordFilter[]> {
  const id = optionalInput(job, 'earlierThan');
  if (id === undefined) return [];
  if (typeof id !== 'string') throw wrongInput(job, 'earlierThan', 'a record id');
  const [record] = await store.records.aggregate<{ readonly at?: unknown }>(registryId, [{ $match: { _id: id } }, { $project: { at: `$${path}` } }]);
  if (record === undefined) throw ApplicationFailure.nonRetryable(`There is no record "${id}" in "${registryId}"`, 'NoSuchRecord');
  const at = record.at ?? null;
  // Without a value a record stands at the low end.
  const beyond = descending ? (at === null ? [{ [path]: { $ne: null } }] : [{ [path]: { $gt: at } }]) : at === null ? [] : [{ [path]: { $lt: at } }, { [path]: null }];
  return [{ $or: [...beyond, { [path]: at, _id: descending ? { $gt: id } : { $lt: id } }] }];
}

/** A context of values and lists by field, a list of conditions, or a list of such lists, of which one must hold. */
function whereInput(job: JobRequest, document: RegistryDocument): readonly Conditions[] {
  const where = optionalInput(job, 'where') ?? {};
  if (typeof where !== 'object') throw wrongInput(job, 'where', 'a context or a list of conditions');
  const lists: readonly unknown[] = Array.isArray(where) && where.length > 0 && where.every((each) => Array.isArray(each)) ? where : [where];
  return lists.map((each) => conditionsOf(job, document, each));
}

function conditionsOf(job: JobRequest, document: RegistryDocument, where: unknown): Conditions {
  const conditions: unknown = Array.isArray(where) ? where : Object.entries(where as object).map(([field, value]: [string, Value]) => ({ field, op: Array.isArray(value) ? 'in' : 'is', value }));
  const problems = conditionProblems(document, conditions);
  if (problems.length > 0) throw ApplicationFailure.nonRetryable(`Job "${job.type}" of "${job.elementId}" asks for what can't be found: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`, 'WrongInput');
  return conditions as Conditions;
}

function sortInput(job: JobRequest, document: RegistryDocument): Order {
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
