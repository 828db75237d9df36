import { completeTask } from '../../client/updates';
import { Refused } from '../../client/refused';
import { piiPaths } from '../../forms/fields';
import { consentsIn } from './consents';
import { routingVariables } from '../../forms/routing-variables';
import type { Variables } from '../../feel/types';
import { answerHash as answerHashOf } from '../../activities/store/answer-hash';
import type { SubmissionDocument, TaskDocument } from '../../activities/store/documents';
import type { StepAnswer } from '../../workflows/messages';
import { mustBeValid } from './answers-check';
import { Refusal } from './refusal';
import { subjectFor } from './sealing-subject';
import type { Services } from './services';
import { principalOf } from './stand-ins';
import { fileIdsIn } from './submission-views';
import { mustBeTheSame } from './submitted-before';
import { mustBeWorkable, notOpen } from './task-access';
import { calendarOf, taskContext } from './task-context';
import type { Actor } from './viewer';

export type Answers = { readonly [name: string]: unknown };

export interface Completion {
  readonly task: TaskDocument;
  readonly answers: Answers;
  /** Idempotency key: made when the page was opened. */
  readonly key: string;
  /** Of the task, as the page showed it. */
  readonly revision: number | undefined;
}

/**
 * Completes a task: authorises, checks the answers, keeps them as pending, and asks the engine to take the step.
 * The same key with the same answers gives the same answer again, whatever happened in between; with others it is refused.
 * When the engine is away the submission stays pending: a repetition goes on from there, and so does `boai reconcile`.
 */
export async function complete(services: Services, actor: Actor, completion: Completion): Promise<StepAnswer> {
  const { task, key, answers } = completion;
  const before = await services.store.submissions.byId(key);
  if (before !== undefined) mustBeTheSame(services, before, { taskId: task._id, by: actor.id, answers });
  if (before?.status === 'accepted') return repeated(services, task, before);
  await mustBeWorkable(services, actor, task);
  mustBeCurrent(actor, completion);
  const answerHash = before?.answerHash ?? answerHashOf(services.store.keys, answers);
  const { submission, variables } = await prepared(services, actor, completion, answerHash, before);
  if (before === undefined && !(await services.store.submissions.insert(submission))) {
    // Another request with this key was a moment faster.
    const other = await services.store.submissions.byId(key);
    if (other !== undefined) mustBeTheSame(services, other, { taskId: task._id, by: actor.id, answers });
  }
  const answer = await taken(services, actor, task, { taskId: task._id, answers: variables, by: actor.id, ...(submission.onBehalfOf === undefined ? {} : { onBehalfOf: submission.onBehalfOf }), key, answerHash });
  await services.store.drafts.remove(task._id);
  return answer;
}

/** The engine may have forgotten an instance that has ended; what it took is written here. */
async function repeated({ store }: Services, task: TaskDocument, before: SubmissionDocument): Promise<StepAnswer> {
  const [instance] = await store.instances.find({ _id: task.instanceId }, { without: ['state'], limit: 1 });
  return { seq: before.seq ?? 0, visible: true, opened: [], status: instance?.status ?? 'running', repeated: true };
}

/** A page that somebody else's claim, release or reassignment has outdated is not taken; one's own change is no reason. */
function mustBeCurrent(actor: Actor, { task, revision }: Completion): void {
  if (revision === undefined || revision === task.revision || task.claimedBy === actor.id) return;
  throw new Refusal('StaleRevision', { zh: '任务刚刚有变化，请刷新后再提交。您填写的内容已保留。', en: 'The task has just changed; reload it and submit again. What you typed is kept.' });
}

interface Prepared {
  readonly submission: SubmissionDocument;
  /** What the engine gets to know of the answers. */
  readonly variables: Variables;
}

async function prepared(services: Services, actor: Actor, { task, answers, key }: Completion, answerHash: string, before: SubmissionDocument | undefined): Promise<Prepared> {
  const { store, config } = services;
  const at = services.now();
  // What was sent before was sent for the same person, though the absence may be over by now.
  const principal = before === undefined ? principalOf(actor, task) : before.onBehalfOf;
  const head = { _id: key, instanceId: task.instanceId, taskId: task._id, elementId: task.elementId, answerHash, by: actor.id, ...(principal === undefined ? {} : { onBehalfOf: principal }), at, status: 'pending' as const };
  if (task.formHash === undefined) {
    if (Object.keys(answers).length > 0) throw new Refusal('InvalidAnswers', { zh: '这项任务没有表单。', en: 'This task has no form.' });
    return { submission: { ...head, answers: {} }, variables: {} };
  }
  const form = await services.forms.compiled(task.formHash);
  const subject = await subjectFor(store, task.instanceId);
  if (before === undefined) {
    const instance = await store.instances.byId(task.instanceId);
    const context = await taskContext(services, task, instance, form.document);
    await mustBeValid(services, actor, form, answers, { context, now: at.toISOString(), zone: config.zone, calendar: calendarOf(instance), side: 'server' });
    await store.files.keep(fileIdsIn(form.document, answers), { instanceId: task.instanceId, branchId: task.branchId, subject });
  }
  // Checked above, or when it was first sent: plain JSON of the form's shape.
  const variables = routingVariables(form.document, answers as Variables);
  return { submission: { ...head, ...(task.formId === undefined ? {} : { formId: task.formId }), formHash: task.formHash, answers: await store.personal.seal(subject, answers, piiPaths(form.document)), ...consentsIn(form.document, answers, at) }, variables };
}

type Update = Parameters<typeof completeTask>[2];

async function taken(services: Services, actor: Actor, task: TaskDocument, update: Update): Promise<StepAnswer> {
  try {
    return await completeTask(services.temporal, task.instanceId, update);
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'Unavailable') throw error;
    await services.store.submissions.refuse(update.key);
    if (error.code !== 'TaskNotOpen' && error.code !== 'InstanceEnded') throw error;
    const now = await services.store.tasks.byId(task._id);
    throw await notOpen(services, now === undefined || now.state === 'open' ? { ...task, state: 'cancelled' } : now);
  }
}
