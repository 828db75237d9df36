import { Type } from '@sinclair/typebox';
import { piiPaths } from '../../../forms/fields';
import type { Draft } from '../contract';
import { draftView } from '../draft-views';
import { closed, parse } from '../parse';
import { subjectOfPerson } from '../../../activities/store/personal-subjects';
import { latestDefinition, startDraftId } from '../process-access';
import { newRecordDraft, recordDraft, type RecordDraftPlace } from '../record-drafts';
import { forbidden, Refusal } from '../refusal';
import { may, Routes, type Call } from '../routes';
import { subjectFor } from '../sealing-subject';
import type { Services } from '../services';
import { mustBeWorkable, visibleTask } from '../task-access';

const SaveDraft = closed({
  baseRevision: Type.Integer({ minimum: 0 }),
  changes: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown(), { maxProperties: 500 }),
});

/** What people are typing, saved whether it is valid or not. */
export function draftRoutes(services: Services): Routes {
  return new Routes(services)
    .put('/tasks/:id/draft', may('complete', 'Task'), async (call) => {
      const task = await visibleTask(call, call.viewer, call.param('id'));
      await mustBeWorkable(call, call.viewer, task);
      return save(call, task._id, task.formHash, await subjectFor(call.store, task.instanceId));
    })

    .put('/processes/:id/start/draft', may('start', 'Process'), async (call) => {
      const { plan } = await latestDefinition(call, call.param('id'));
      if (!plan.starters.some((role) => call.viewer.roles.includes(role))) throw forbidden();
      return save(call, startDraftId(plan.id, call.viewer.id), plan.startForm === undefined ? undefined : plan.forms[plan.startForm], subjectOfPerson(call.viewer.id));
    })

    .get('/registries/:id/draft', may('edit', 'Registry'), async (call) => read(call, await newRecordDraft(call)))
    .put('/registries/:id/draft', may('edit', 'Registry'), async (call) => saveRecordDraft(call, await newRecordDraft(call)))
    .get('/registries/:id/records/:record/draft', may('edit', 'Registry'), async (call) => read(call, await recordDraft(call)))
    .put('/registries/:id/records/:record/draft', may('edit', 'Registry'), async (call) => saveRecordDraft(call, await recordDraft(call)));
}

async function read(call: Call, { id }: RecordDraftPlace): Promise<Draft> {
  return draftView(call, await call.store.drafts.byId(id), [], { viewerId: call.viewer.id, at: call.at });
}

function saveRecordDraft(call: Call, { id, registry, subject }: RecordDraftPlace): Promise<Draft> {
  return save(call, id, registry.formHash, subject);
}

async function save(call: Call, id: string, formHash: string | undefined, subject: string): Promise<Draft> {
  const { baseRevision, changes } = parse(SaveDraft, call.request.body);
  const sealed = formHash === undefined ? changes : await call.store.personal.seal(subject, changes, piiPaths(await call.forms.document(formHash)));
  const saved = await call.store.drafts.save({ id, by: call.viewer.id, at: call.at, baseRevision, changes: sealed });
  if (saved === undefined) throw new Refusal('DraftGone', { zh: '这些内容已经提交，草稿不再保存。', en: 'This has been handed in; its draft is no longer kept.' });
  return draftView(call, saved.draft, saved.conflicts, { viewerId: call.viewer.id, at: call.at });
}
