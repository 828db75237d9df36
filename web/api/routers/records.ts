import { Type } from '@sinclair/typebox';
import { withdrawConsent } from '../consent-withdrawal';
import { correctingTask } from '../correction';
import { idempotencyKey } from '../idempotency-key';
import { masked } from '../masking';
import { closed, parse } from '../parse';
import { recordDetail } from '../record-detail';
import { recordDraftId } from '../record-drafts';
import { addRecord, changeRecord } from '../record-edit';
import { recordQuery } from '../record-query';
import { recordRows } from '../record-rows';
import { forbidden } from '../refusal';
import { callableRecord, mayOfRecord, mayOfRegistry, visibleRecord, visibleRegistry } from '../registry-access';
import type { RecordDetail, RecordPage } from '../registry-contract';
import { may, Routes, type Call } from '../routes';
import { searchesPersonal } from '../search-terms';
import type { Services } from '../services';
import { Unmasking } from '../unmasking';

const Values = Type.Record(Type.String(), Type.Unknown());
const NewRecord = closed({ values: Values });
const ChangedRecord = closed({ values: Values, revision: Type.Integer({ minimum: 1 }) });
const Reason = closed({ reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }) });

/** The records of registries. */
export function recordRoutes(services: Services): Routes {
  const unmasking = new Unmasking(services);
  return new Routes(services)
    .get('/registries/:id/records', may('read', 'Registry'), listRecords)
    .get('/registries/:id/records/:record', may('read', 'Registry'), async (call): Promise<RecordDetail> => {
      const { registry, record, byTask } = await visibleRecord(call, call.param('id'), call.param('record'));
      const correcting = await correctingTask(call, call.viewer, registry.document, record, call.request.query['task']);
      return recordDetail(call, registry, record, byTask, correcting !== undefined);
    })

    .post('/registries/:id/records', may('edit', 'Registry'), async (call): Promise<RecordDetail> => {
      const registry = await visibleRegistry(call, call.param('id'));
      if (!mayOfRegistry(call.viewer, registry.document).edit) throw forbidden();
      const { values } = parse(NewRecord, call.request.body);
      const record = await addRecord(call, registry, values, idempotencyKey(call.request));
      await call.store.drafts.handIn(recordDraftId(registry.document.id, undefined, call.viewer.id), call.at);
      call.response.status(201);
      return recordDetail(call, registry, record);
    })

    .put('/registries/:id/records/:record', may('edit', 'Registry'), async (call): Promise<RecordDetail> => {
      const { registry, record, byTask } = await visibleRecord(call, call.param('id'), call.param('record'));
      const mayEdit = mayOfRecord(call.viewer, registry.document, record, byTask).edit;
      const correcting = mayEdit ? undefined : await correctingTask(call, call.viewer, registry.document, record, call.request.query['task']);
      if (!mayEdit && correcting === undefined) throw forbidden();
      const { values, revision } = parse(ChangedRecord, call.request.body);
      const changed = await changeRecord(call, registry, record, { values, revision, correcting });
      await call.store.drafts.handIn(recordDraftId(registry.document.id, record._id, call.viewer.id), call.at);
      return recordDetail(call, registry, changed);
    })

    .post('/registries/:id/records/:record/unmask', may('read', 'Registry'), async (call) => {
      const { registry, record, byTask, contactOnly } = await callableRecord(call, call.param('id'), call.param('record'));
      if (!mayOfRecord(call.viewer, registry.document, record, byTask).unmask) throw forbidden();
      const { reason } = parse(Reason, call.request.body);
      return { values: await unmasking.show(call, registry.document, record, { reason: reason.trim(), contactOnly }) };
    })

    .post('/registries/consent/records/:record/withdrawal', may('read', 'Registry'), async (call): Promise<RecordDetail> => {
      const { reason } = parse(Reason, call.request.body);
      const { registry, record } = await withdrawConsent(call, reason.trim());
      return recordDetail(call, registry, record);
    })

    .post('/registries/:id/records/:record/erasure', may('erase', 'Record'), eraseRecord);
}

async function listRecords(call: Call): Promise<RecordPage> {
  const { document } = await visibleRegistry(call, call.param('id'));
  const { filter, sort, page, size, searched } = recordQuery(call, document, call.request.query);
  const { rows, total } = await call.store.records.page(document.id, { filter, sort, skip: (page - 1) * size, limit: size });
  return { rows: await recordRows(call, document, rows), total, page, size, ...(searched === '' ? {} : { searched: searchesPersonal(document) ? masked(searched) : searched }) };
}

/** Destroys what is personal for good; what is left counts and names nobody. */
async function eraseRecord(call: Call): Promise<RecordDetail> {
  const { registry, record, byTask } = await visibleRecord(call, call.param('id'), call.param('record'));
  if (!mayOfRecord(call.viewer, registry.document, record, byTask).erase) throw forbidden();
  const { reason } = parse(Reason, call.request.body);
  const { record: erased } = await call.records.erase(registry.document, record._id, { kind: 'erased', by: call.viewer.id, at: call.at, reason: reason.trim() });
  return recordDetail(call, registry, erased ?? record);
}
