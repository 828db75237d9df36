import { Type } from '@sinclair/typebox';
import { handlesPersonalData } from '../../../activities/store/impact-assessments';
import { assessmentView } from '../assessment-views';
import { isByLink } from '../by-link';
import type { ProcessRow, StartResult, StartView } from '../contract';
import { draftView, firstAnswers } from '../draft-views';
import { idempotencyKey } from '../idempotency-key';
import { limitViews } from '../limit-views';
import { branchRef } from '../names';
import { nextTasks } from '../next-tasks';
import { closed, id, parse, parseQuery } from '../parse';
import { latestDefinition, mayStart, mayStartFor, startDraftId } from '../process-access';
import { forbidden } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { start, startContext } from '../starting';
import { calendarOf } from '../task-context';
import { processRow } from '../process-row';

const StartQuery = closed({ branch: Type.Optional(id) });
const StartBody = closed({ branchId: id, answers: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown()) });

/** What can be started, and starting it. */
export function processRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/processes', may('read', 'Process'), async (call): Promise<ProcessRow[]> => {
      const definitions = await call.store.definitions.find({ latest: true }, { sort: { processId: 1 }, without: ['xml'] });
      return Promise.all(definitions.map((definition) => processRow(call, call.viewer, definition)));
    })
    .get('/processes/:id/start', may('start', 'Process'), startView)
    .post('/processes/:id/instances', may('start', 'Process'), startInstance);
}

async function startView(call: Call): Promise<StartView> {
  const { store, viewer, at, config } = call;
  const { branch: branchId } = parseQuery(StartQuery, call.request.query);
  const { definition, plan } = await latestDefinition(call, call.param('id'));
  if (!mayStart(viewer, plan)) throw forbidden();
  const seen = viewer.branches === 'all' ? await store.branches.all() : await store.branches.byIds(viewer.branches);
  const startable = seen.filter((branch) => branch.status === 'active' && mayStartFor(viewer, plan, branch));
  const chosen = startable.find((branch) => branch._id === branchId) ?? (startable.length === 1 ? startable[0] : undefined);
  const formHash = plan.startForm === undefined ? undefined : plan.forms[plan.startForm];
  const form = formHash === undefined ? undefined : await call.forms.document(formHash);
  const context = chosen === undefined ? {} : startContext(chosen);
  const first = firstAnswers(form, { context, now: at.toISOString(), zone: config.zone, calendar: calendarOf(undefined), side: 'server' }, []);
  return {
    process: await processRow(call, viewer, definition),
    ...(formHash === undefined ? {} : { form: await call.forms.view(formHash, viewer.person.locale) }),
    branches: startable.map(branchRef),
    context,
    draft: await draftView(call, await store.drafts.byId(startDraftId(plan.id, viewer.id)), [], { viewerId: viewer.id, at }, first),
    limits: limitViews(await store.limits.ofProcess(plan.id)),
    mayLink: form !== undefined && isByLink(plan),
    ...((await handlesPersonalData(store, plan)) ? await assessmentView(call, viewer, { kind: 'process', id: plan.id }) : {}),
  };
}

async function startInstance(call: Call): Promise<StartResult> {
  const key = idempotencyKey(call.request);
  const { branchId, answers } = parse(StartBody, call.request.body);
  const { plan } = await latestDefinition(call, call.param('id'));
  const { instanceId, visible } = await start(call, call.viewer, { plan, branchId, answers, key });
  call.response.status(visible ? 201 : 202);
  return { instanceId, visible, next: visible ? await nextTasks(call, call.viewer, instanceId) : [] };
}
