import { randomUUID } from 'node:crypto';
import multer from 'multer';
import type { ImportDocument } from '../../../activities/store/imports';
import type { Registry } from '../../../activities/store/registries';
import type { Page } from '../contract';
import { safeName } from '../file-types';
import { importView, importViews } from '../import-views';
import type { ImportRunner } from '../imports/import-runner';
import { templateWorkbook } from '../imports/template-workbook';
import { isBearableWorkbook } from '../imports/workbook-limits';
import { closed, paging, parseQuery } from '../parse';
import { forbidden, notFound, Refusal } from '../refusal';
import { mayOfRegistry, visibleRegistry } from '../registry-access';
import type { ImportView } from '../registry-contract';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { XLSX } from '../workbook';

const ListQuery = closed(paging);
const MOST_AT_ONCE = 2;
const NO_IMPORT = { zh: '导入', en: 'The import' };

/** Files of many records: a template, a check that writes nothing, and the word to take all of it. */
export const importRoutes = (runner: ImportRunner) => (services: Services): Routes =>
  new Routes(services)
    .get('/registries/:id/import-template', may('edit', 'Registry'), async (call) => {
      const { document } = await importable(call);
      call.response.attachment(`${document.title.zh}-导入模板.xlsx`);
      call.response.type(XLSX).send(await templateWorkbook(document));
    })

    .get('/registries/:id/imports', may('edit', 'Registry'), listImports)

    .post('/registries/:id/imports', may('edit', 'Registry'), async (call): Promise<ImportView> => {
      const registry = await importable(call);
      const { imports } = call.store;
      const running = await imports.count({ by: call.viewer.id, registry: registry.document.id, state: { $in: ['checking', 'importing'] } });
      if (running >= MOST_AT_ONCE) throw new Refusal('TooManyAttempts', { zh: '您已有导入在进行，请等它完成。', en: 'Imports of yours are under way; wait for them.' });
      const { name, bytes } = await receivedWorkbook(call);
      const task: ImportDocument = {
        _id: randomUUID(), registry: registry.document.id, registryHash: registry.hash, file: name, state: 'checking', rows: 0, done: 0, added: 0, changed: 0, unchanged: 0, problems: [], problemCount: 0,
        by: call.viewer.id, at: call.at, beatAt: new Date(),
      };
      await imports.insert(task);
      runner.check(task._id, registry, call.viewer, bytes);
      call.response.status(202);
      return importView(call, task);
    })

    .get('/imports/:id', may('edit', 'Registry'), async (call): Promise<ImportView> => importView(call, await ownImport(call)))

    .post('/imports/:id/confirmation', may('edit', 'Registry'), async (call): Promise<ImportView> => {
      const task = await ownImport(call);
      const registry = await visibleRegistry(call, task.registry);
      if (task.state === 'importing' || task.state === 'done') return importView(call, task);
      if (registry.hash !== task.registryHash) throw new Refusal('StaleRevision', { zh: '台账的栏目刚刚更新，请重新上传文件。', en: 'The registry has just changed; upload the file again.' });
      if (!(await call.store.imports.move(task._id, 'checked', { state: 'importing', done: 0 }))) throw new Refusal('StaleRevision', { zh: '这次导入不能再确认，请重新上传。', en: 'This import can’t be confirmed any more; upload the file again.' });
      await call.store.audit.add({ at: call.at, by: call.viewer.id, action: 'records.imported', subject: `registry/${task.registry}`, detail: { importId: task._id, added: task.added, changed: task.changed } });
      runner.commit(task._id);
      call.response.status(202);
      return importView(call, await ownImport(call));
    })

    .delete('/imports/:id', may('edit', 'Registry'), async (call) => {
      const task = await ownImport(call);
      if (!(await runner.end(task._id, 'checked', 'given-up')) && !(await runner.end(task._id, 'checking', 'given-up'))) throw new Refusal('StaleRevision', { zh: '这次导入已经开始写入或已结束，不能放弃。', en: 'This import has begun or is over; it can’t be given up.' });
    });

async function importable(call: Call): Promise<Registry> {
  const registry = await visibleRegistry(call, call.param('id'));
  if (!mayOfRegistry(call.viewer, registry.document).import) throw forbidden();
  return registry;
}

/** Who reaches the whole registry sees everybody's imports, others their own. */
async function listImports(call: Call): Promise<Page<ImportView>> {
  const { document } = await importable(call);
  const { page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const filter = { registry: document.id, ...(call.viewer.reach(document.access.edit) === 'all' ? {} : { by: call.viewer.id }) };
  const { imports } = call.store;
  const [rows, total] = await Promise.all([imports.find(filter, { sort: { at: -1 }, skip: (page - 1) * size, limit: size, without: ['problems'] }), imports.count(filter)]);
  return { rows: await importViews(call, rows), total, page, size };
}

async function ownImport({ store, viewer, ...call }: Call): Promise<ImportDocument> {
  const task = await store.imports.byId(call.param('id'));
  const registry = task === undefined ? undefined : await store.registries.latest(task.registry);
  if (task === undefined || registry === undefined) throw notFound(NO_IMPORT);
  if (task.by !== viewer.id && !(mayOfRegistry(viewer, registry.document).import && viewer.reach(registry.document.access.edit) === 'all')) throw notFound(NO_IMPORT);
  return task;
}

/** Stays in memory and goes nowhere else: the file holds what is sealed elsewhere. */
async function receivedWorkbook({ request, response, config }: Call): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw new Refusal('UnsupportedType', { zh: '请以表单方式上传文件。', en: 'Upload the file as multipart/form-data.' });
  const parser = multer({ storage: multer.memoryStorage(), defParamCharset: 'utf8', limits: { fileSize: config.largestFileBytes, files: 1, fields: 4, fieldSize: 1000, parts: 6 } }).single('file');
  await new Promise<void>((resolve, reject) => parser(request, response, (error: unknown) => (error === undefined || error === null ? resolve() : reject(error))));
  const { file } = request;
  if (file === undefined) throw new Refusal('InvalidInput', { zh: '没有收到文件。', en: 'No file came.' });
  if (!(await isBearableWorkbook(file.buffer))) throw new Refusal('UnsupportedType', { zh: '这不是能导入的 .xlsx 文件，或内容过大。', en: 'This is no .xlsx workbook that can be imported, or it holds too much.' });
  return { name: safeName(file.originalname, XLSX), bytes: file.buffer };
}
