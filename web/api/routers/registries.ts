import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { closed, parse, parseQuery } from '../parse';
import { recordHeadings } from '../record-rows';
import { recordQuery } from '../record-query';
import { recordWorkbook } from '../record-workbook';
import { notFound, Refusal } from '../refusal';
import { sealedTerm, withoutTerms } from '../search-terms';
import { inReach, visibleRegistries, visibleRegistry } from '../registry-access';
import type { RegistryDetail, RegistryRow, SavedView, SearchTerm } from '../registry-contract';
import { registryDetail, registryRows } from '../registry-views';
import { may, Routes, type Call } from '../routes';
import { sendWorkbook } from '../workbook';
import { savedView, savedViews } from '../saved-views';
import type { Services } from '../services';

const NewView = closed({ name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), query: Type.String({ maxLength: 2000 }), shared: Type.Optional(Type.Boolean()) });
const Term = closed({ text: Type.String({ minLength: 1, maxLength: 100 }) });
const HeadingsQuery = closed({ ids: Type.String({ minLength: 1, maxLength: 5000 }) });
const MOST_EXPORTED = 50_000;
const MOST_HEADINGS = 100;
const MOST_VIEWS = 50;

/** Registries, their lists as files, and the views that people keep of them. */
export function registryRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/registries', may('read', 'Registry'), async (call): Promise<RegistryRow[]> => registryRows(call, call.viewer, await visibleRegistries(call)))
    .get('/registries/:id', may('read', 'Registry'), async (call): Promise<RegistryDetail> => registryDetail(call, call.viewer, await visibleRegistry(call, call.param('id'))))
    .get('/registries/:id/headings', may('read', 'Registry'), headings)
    .post('/registries/:id/search-terms', may('read', 'Registry'), async (call): Promise<SearchTerm> => {
      const { document } = await visibleRegistry(call, call.param('id'));
      const { text } = parse(Term, call.request.body);
      return { term: sealedTerm(call.store.keys, document.id, text) };
    })
    .get('/registries/:id/export', may('read', 'Registry'), exportRecords)

    .get('/registries/:id/views', may('read', 'Registry'), async (call): Promise<SavedView[]> => savedViews(call, call.viewer, (await visibleRegistry(call, call.param('id'))).document.id))
    .post('/registries/:id/views', may('read', 'Registry'), addView)
    .delete('/registries/:id/views/:view', may('read', 'Registry'), async (call) => {
      await visibleRegistry(call, call.param('id'));
      if (!(await call.store.savedViews.removeOf(call.param('view'), call.viewer.id))) throw notFound({ zh: '视图', en: 'The view' });
    });
}

/** What records are called, masked, for those who see that other records refer to them. */
async function headings(call: Call): Promise<{ readonly id: string; readonly heading: string }[]> {
  const { document } = await visibleRegistry(call, call.param('id'));
  const ids = parseQuery(HeadingsQuery, call.request.query).ids.split(',').slice(0, MOST_HEADINGS);
  const reach = inReach(call.viewer, document)['branchId'] as { readonly $in: readonly string[] } | undefined;
  const records = (await call.store.records.byIds(document.id, ids)).filter(({ branchId }) => reach === undefined || reach.$in.includes(branchId));
  return [...(await recordHeadings(call, document, records))].map(([id, heading]) => ({ id, heading }));
}

async function exportRecords(call: Call): Promise<void> {
  const { document } = await visibleRegistry(call, call.param('id'));
  const { filter } = recordQuery(call, document, call.request.query);
  const total = await call.store.records.count(document.id, filter);
  if (total > MOST_EXPORTED) throw new Refusal('TooLarge', { zh: `一次最多导出 ${MOST_EXPORTED} 条，请先筛选。`, en: `At most ${MOST_EXPORTED} records fit one file; narrow the list first.` });
  const workbook = await recordWorkbook(call, document, call.store.records.parts(document.id, filter));
  await call.store.audit.add({ at: call.at, by: call.viewer.id, action: 'records.exported', subject: `registry/${document.id}`, detail: { records: total } });
  sendWorkbook(call, document.title.zh, workbook);
}

async function addView(call: Call): Promise<SavedView> {
  const { document } = await visibleRegistry(call, call.param('id'));
  const { name, query, shared = false } = parse(NewView, call.request.body);
  const mine = (await call.store.savedViews.forPerson(document.id, call.viewer.id)).filter(({ owner }) => owner === call.viewer.id);
  if (mine.length >= MOST_VIEWS) throw new Refusal('TooLarge', { zh: '保存的视图太多，请先删除一些。', en: 'Too many saved views; delete some first.' });
  const view = { _id: randomUUID(), registry: document.id, owner: call.viewer.id, name: name.trim(), query: withoutTerms(query), shared, createdAt: call.at };
  await call.store.savedViews.insert(view);
  call.response.status(201);
  return savedView(call.viewer, view);
}
