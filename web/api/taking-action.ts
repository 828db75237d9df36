import { takeAction } from '../../client/updates';
import { Refused } from '../../client/refused';
import type { Variables } from '../../feel/types';
import { answerHash as answerHashOf } from '../../activities/store/answer-hash';
import type { CompiledForm } from '../../forms/compile-form';
import { piiPaths } from '../../forms/fields';
import { routingVariables } from '../../forms/routing-variables';
import type { InstanceDocument, SubmissionDocument } from '../../activities/store/documents';
import type { OpenAction } from '../../workflows/engine/commands';
import type { StepAnswer } from '../../workflows/messages';
import { mustBeValid } from './answers-check';
import type { Answers } from './completion';
import { consentsIn } from './consents';
import { actorOf } from './instance-access';
import { forbidden, Refusal } from './refusal';
import { sealingSubject } from './sealing-subject';
import type { Services } from './services';
import { fileIdsIn } from './submission-views';
import { mustBeTheSame } from './submitted-before';
import { actionContext, calendarOf } from './task-context';
import type { Viewer } from './viewer';

export interface Taking {
  readonly instance: InstanceDocument;
  readonly subscriptionId: string;
  readonly answers: Answers;
  /** Idempotency key: made when the form was opened. */
  readonly key: string;
}

/**
 * Takes an action: authorises, checks the answers against its form, keeps them as pending, and asks the engine to take
 * the step; as a completion does it, and as safe to repeat.
 */
export async function act(services: Services, viewer: Viewer, taking: Taking): Promise<StepAnswer> {
  const { store } = services;
  const { instance, subscriptionId, key, answers } = taking;
  const before = await store.submissions.byId(key);
  if (before !== undefined) mustBeTheSame(services, before, { taskId: subscriptionId, by: viewer.id, answers });
  if (before?.status === 'accepted') return { seq: before.seq ?? 0, visible: true, opened: [], status: instance.status, repeated: true };
  const answerHash = before?.answerHash ?? answerHashOf(store.keys, answers);
  const { formHash, onBehalfOf } = before ?? (await checked(services, viewer, taking));
  if (formHash === undefined) throw notOpen();
  const form = await services.forms.compiled(formHash);
  const principal = onBehalfOf === undefined ? {} : { onBehalfOf };
  if (before === undefined && !(await store.submissions.insert({ ...(await submissionOf(services, viewer, taking, form, answerHash)), formHash, ...principal }))) {
    // Another request with this key was a moment faster.
    const other = await store.submissions.byId(key);
    if (other !== undefined) mustBeTheSame(services, other, { taskId: subscriptionId, by: viewer.id, answers });
  }
  // Checked above, or when it was first sent: plain JSON of the form's shape.
  return taken(services, instance._id, { subscriptionId, answers: routingVariables(form.document, answers as Variables), by: viewer.id, ...principal, key, answerHash });
}

function actionOf({ instance, subscriptionId }: Taking): OpenAction {
  const action = instance.state.subscriptions[subscriptionId]?.action;
  if (action === undefined || instance.status !== 'running') throw notOpen();
  return action;
}

/** The hash of the action's form and for whom it is taken, once the viewer may take it and the answers are right. */
async function checked(services: Services, viewer: Viewer, taking: Taking): Promise<Pick<SubmissionDocument, 'formHash' | 'onBehalfOf'>> {
  const { store, config } = services;
  const { instance, answers, subscriptionId } = taking;
  const action = actionOf(taking);
  const actor = actorOf(viewer, instance, action);
  if (actor === undefined) throw forbidden({ zh: '这项操作不由您进行。', en: 'This is not yours to do.' });
  const hash = (await store.plans.byHash(instance.planHash)).forms[action.form];
  if (hash === undefined) throw notOpen();
  const form = await services.forms.compiled(hash);
  const context = actionContext(instance, subscriptionId, form.document);
  await mustBeValid(services, viewer, form, answers, { context, now: services.now().toISOString(), zone: config.zone, calendar: calendarOf(instance), side: 'server' });
  await store.files.keep(fileIdsIn(form.document, answers), { instanceId: instance._id, branchId: instance.branchId, subject: sealingSubject(instance) });
  return { formHash: hash, ...(actor === viewer.id ? {} : { onBehalfOf: actor }) };
}

async function submissionOf(services: Services, viewer: Viewer, taking: Taking, { document }: CompiledForm, answerHash: string): Promise<SubmissionDocument> {
  const { instance, subscriptionId, key, answers } = taking;
  const action = actionOf(taking);
  const at = services.now();
  return {
    _id: key, instanceId: instance._id, taskId: subscriptionId, elementId: action.eventId, formId: action.form,
    answers: await services.store.personal.seal(sealingSubject(instance), answers, piiPaths(document)), answerHash, by: viewer.id, at, status: 'pending', ...consentsIn(document, answers, at),
  };
}

async function taken({ temporal, store }: Services, instanceId: string, update: Parameters<typeof takeAction>[2]): Promise<StepAnswer> {
  try {
    return await takeAction(temporal, instanceId, update);
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'Unavailable') throw error;
    await store.submissions.refuse(update.key);
    throw error.code === 'InstanceEnded' ? notOpen() : error;
  }
}

function notOpen(): Refusal {
  return new Refusal('ActionNotOpen', { zh: '该操作现在不能进行，请刷新页面。', en: 'This can’t be done now; reload the page.' });
}
