import { Type, type Static } from '@sinclair/typebox';
import { DateTime } from 'luxon';
import type { BranchFilter, BranchSort } from '../../../activities/store/branches';
import { branchRows, branchTree } from '../branch-row';
import { branchWorkbook } from '../branch-workbook';
import type { BranchDetail, BranchRow, Page } from '../contract';
import { instanceRows } from '../instance-row';
import { closed, id, paging, parseQuery } from '../parse';
import { mayStartFor } from '../process-access';
import { processRow } from '../process-row';
import { notFound } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { sendWorkbook } from '../workbook';

const filters = {
  town: Type.Optional(id),
  kind: Type.Optional(id),
  status: Type.Optional(id),
  term: Type.Optional(Type.Union([Type.Literal('overdue'), Type.Literal('6m'), Type.Literal('12m'), Type.Literal('later')])),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  sort: Type.Optional(Type.String({ pattern: '^-?(termEnd|name|kind|termNo|members|status)$' })),
};
const ExportQuery = closed(filters);
const ListQuery = closed({ ...filters, ...paging });
const MOST_EXPORTED = 5000;

/** The org tree, and the terms of its branches. */
export function branchRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/branches', may('read', 'Branch'), async (call): Promise<Page<BranchRow>> => {
      const query = parseQuery(ListQuery, call.request.query);
      const { page = 1, size = 20 } = query;
      const { rows, total } = await call.store.branches.list(filterOf(call, query), sortOf(query), page, size);
      return { rows: await branchRows(call, rows, call.at), total, page, size };
    })

    .get('/branches/tree', may('read', 'Branch'), async (call) => {
      const { viewer, store, at, config } = call;
      return branchTree(viewer.branches === 'all' ? await store.branches.all() : await store.branches.byIds(viewer.branches), at, config.zone);
    })

    .get('/branches/export', may('read', 'Branch'), async (call) => {
      const query = parseQuery(ExportQuery, call.request.query);
      const { rows } = await call.store.branches.list(filterOf(call, query), sortOf(query), 1, MOST_EXPORTED);
      return sendWorkbook(call, '基层组织', await branchWorkbook(await branchRows(call, rows, call.at)));
    })

    .get('/branches/:id', may('read', 'Branch'), branchDetail);
}

function sortOf({ sort = 'termEnd' }: Static<typeof ExportQuery>): { readonly by: BranchSort; readonly descending: boolean } {
  // The pattern lets nothing else through.
  return { by: sort.replace(/^-/, '') as BranchSort, descending: sort.startsWith('-') };
}

function filterOf({ viewer, at, config }: Call, { town, kind, status, term, q }: Static<typeof ExportQuery>): BranchFilter {
  const day = (months: number) => DateTime.fromJSDate(at, { zone: config.zone }).plus({ months }).toISODate() ?? '';
  const terms = { overdue: { termEndBefore: day(0) }, '6m': { termEndFrom: day(0), termEndBefore: day(6) }, '12m': { termEndFrom: day(0), termEndBefore: day(12) }, later: { termEndFrom: day(12) } };
  return {
    ...(viewer.branches === 'all' ? {} : { ids: viewer.branches }),
    ...(town === undefined ? {} : { under: town }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(term === undefined ? {} : terms[term]),
    ...(q === undefined ? {} : { text: q }),
  };
}

async function branchDetail(call: Call): Promise<BranchDetail> {
  const { store, viewer, at } = call;
  const branch = await store.branches.byId(call.param('id'));
  if (branch === undefined || !viewer.can('read', 'Branch', { branchId: branch._id })) throw notFound({ zh: '组织', en: 'The branch' });
  const [[row], instances, definitions] = await Promise.all([
    branchRows(call, [branch], at),
    store.instances.find({ branchId: branch._id }, { sort: { updatedAt: -1 }, limit: 50, without: ['state'] }),
    store.definitions.find({ latest: true }, { sort: { processId: 1 }, without: ['xml'] }),
  ]);
  if (row === undefined) throw new Error(`Branch "${branch._id}" has no row`);
  const plans = await Promise.all(definitions.map(({ planHash }) => store.plans.byHash(planHash)));
  const startable = definitions.filter((_, index) => plans[index] !== undefined && mayStartFor(viewer, plans[index], branch));
  const { termStart, termYears, supervisorMode, membersAdult, membersYouth, membersGroup } = branch;
  return {
    ...row, termStart, termYears, supervisorMode, membersAdult, membersYouth, membersGroup,
    officers: branch.officers.map(({ name, post, from, to, source }) => ({ name, post, from, ...(to === undefined ? {} : { to }), source })),
    terms: branch.terms,
    instances: await instanceRows(call, call.viewer, instances),
    startable: await Promise.all(startable.map((definition) => processRow(call, viewer, definition))),
  };
}
