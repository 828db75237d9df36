import { startProcess, type Started } from '../../client/start-process';
import { Refused } from '../../client/refused';
import type { Variables } from '../../feel/types';
import { piiPaths } from '../../forms/fields';
import { routingVariables } from '../../forms/routing-variables';
import type { BranchDocument } from '../../activities/store/documents';
import type { Plan } from '../../workflows/engine/plan';
import { mustBeValid } from './answers-check';
import { consentsIn } from './consents';
import type { Answers } from './completion';
import { answerHash } from '../../activities/store/answer-hash';
import { subjectOfStart } from '../../activities/store/personal-subjects';
import { subjectOf } from '../../activities/store/titles';
import { mayStartFor, startDraftId } from './process-access';
import { forbidden, notFound, Refusal } from './refusal';
import type { Services } from './services';
import { fileIdsIn } from './submission-views';
import { mustBeTheSame } from './submitted-before';
import { calendarOf } from './task-context';
import type { Actor } from './viewer';

export interface Start {
  readonly plan: Plan;
  readonly branchId: string;
  readonly answers: Answers;
  readonly key: string;
}

/** Starts a process for a branch: authorises, checks the start form, and waits until the first tasks show. */
export async function start(services: Services, actor: Actor, request: Start): Promise<Started> {
  const { store } = services;
  const { plan, branchId, key } = request;
  const branch = await store.branches.byId(branchId);
  if (branch === undefined) throw notFound({ zh: '组织', en: 'The branch' });
  if (!mayStartFor(actor, plan, branch)) throw forbidden({ zh: '您不能为这个组织发起此流程。', en: 'You may not start this process for this branch.' });
  const before = await store.submissions.byId(key);
  if (before !== undefined) mustBeTheSame(services, before, { by: actor.id, answers: { ...request.answers, branchId } });
  const { variables, fileIds, subject } = await handedIn(services, actor, request, branch, before !== undefined);
  const started = await begun(services, actor, request, variables);
  await store.submissions.place(key, started.instanceId);
  await store.files.keep(fileIds, { instanceId: started.instanceId, branchId, subject });
  await store.drafts.handIn(startDraftId(plan.id, actor.id), services.now());
  return started;
}

interface HandedIn {
  readonly variables: Variables;
  readonly fileIds: readonly string[];
  /** Whose data key seals what was handed in. */
  readonly subject: string;
}

/** Checks and keeps the start form's answers; answers what the process gets to know of them. */
async function handedIn(services: Services, actor: Actor, { plan, answers, key, branchId }: Start, branch: BranchDocument, repeated: boolean): Promise<HandedIn> {
  const { store, config } = services;
  const formHash = plan.startForm === undefined ? undefined : plan.forms[plan.startForm];
  if (formHash === undefined) {
    if (Object.keys(answers).length > 0) throw new Refusal('InvalidAnswers', { zh: '这个流程没有发起表单。', en: 'This process has no start form.' });
    return { variables: {}, fileIds: [], subject: subjectOfStart(key) };
  }
  const form = await services.forms.compiled(formHash);
  const at = services.now();
  const context = startContext(branch);
  const variables = routingVariables(form.document, answers as Variables);
  const subject = subjectOf(plan, { ...context, ...variables }, { startedAt: at.toISOString(), calendar: calendarOf(undefined) }) ?? subjectOfStart(key);
  if (!repeated) {
    await mustBeValid(services, actor, form, answers, { context, now: at.toISOString(), zone: config.zone, calendar: calendarOf(undefined), side: 'server' });
    await store.submissions.insert({
      _id: key, instanceId: '', taskId: '', elementId: plan.root.starts[0] ?? 'start', formId: form.document.id, formHash, answers: await store.personal.seal(subject, answers, piiPaths(form.document)),
      answerHash: answerHash(store.keys, { ...answers, branchId }), by: actor.id, at, status: 'pending', ...consentsIn(form.document, answers, at),
    });
  }
  // Checked above, or when it was first sent: plain JSON of the form's shape.
  return { variables, fileIds: fileIdsIn(form.document, answers), subject };
}

/** What a start form may look at: the branch as the process will know it. */
export function startContext(branch: BranchDocument): Variables {
  const { _id: id, name, kind, termNo, termStart, termEnd, termYears, variant, supervisorMode, membersAdult, membersYouth, membersGroup } = branch;
  return { branchId: id, branch: { id, name, kind, termNo, termStart, termEnd, termYears, variant, supervisorMode, membersAdult, membersYouth, membersGroup } };
}

async function begun({ temporal, store, taskQueue }: Services, actor: Actor, { plan, branchId, key }: Start, variables: Variables): Promise<Started> {
  try {
    return await startProcess({ client: temporal, store, taskQueue }, { processId: plan.id, branchId, variables, by: actor.id, key });
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'Unavailable') throw error;
    await store.submissions.refuse(key);
    if (error.code !== 'AlreadyRunning') throw error;
    throw new Refusal('AlreadyRunning', { zh: error.message, en: 'This is running already.' }, error.instanceId === undefined ? {} : { instanceId: error.instanceId });
  }
}
