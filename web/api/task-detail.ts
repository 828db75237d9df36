import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';
import type { LocalText } from '../../workflows/engine/plan';
import { isByLink } from './by-link';
import { callScript } from './call-script';
import { commentViews } from './comment-views';
import type { TaskDetail } from './contract';
import { corrected } from './correction';
import { copyTarget } from './data-copy/make-copy';
import { draftView, firstAnswers } from './draft-views';
import { limitViews } from './limit-views';
import type { Services } from './services';
import { fileRef, submissionViews } from './submission-views';
import { calendarOf, taskContext } from './task-context';
import { whyExcluded } from './task-access';
import { taskRecord } from './task-record';
import { taskRows } from './task-row';
import type { Viewer } from './viewer';

/** A task's page: the form and its draft, and beside it what came before. */
export async function taskDetail(services: Services, viewer: Viewer, task: TaskDocument): Promise<TaskDetail> {
  const { store } = services;
  const at = services.now();
  const [instance, accepted, comments, limits, form, draft, plan, [row]] = await Promise.all([
    store.instances.byId(task.instanceId),
    store.submissions.acceptedOf(task.instanceId),
    store.comments.ofInstance(task.instanceId),
    store.limits.ofProcess(task.processId),
    task.formHash === undefined ? undefined : services.forms.document(task.formHash),
    store.drafts.byId(task._id),
    planOf(services, task),
    taskRows(services, [task]),
  ]);
  if (row === undefined) throw new Error(`Task "${task._id}" has no row`);
  const nameOf = (elementId: string): LocalText => plan?.elements[elementId]?.name ?? { zh: elementId === 'start' ? '发起' : elementId };
  const context = await taskContext(services, task, instance, form);
  const options = { context, now: at.toISOString(), zone: services.config.zone, calendar: calendarOf(instance), side: 'server' as const };
  const earlier = await submissionViews(services, viewer, accepted.filter((submission) => submission.taskId !== task._id), nameOf);
  const [submission] = await submissionViews(services, viewer, accepted.filter(({ _id }) => _id === task.submissionId), nameOf);
  const allowed = mayOf(viewer, task);
  const may = { ...allowed, link: allowed.complete && form !== undefined && isByLink(plan?.elements[task.elementId]) };
  const record = await taskRecord(services, viewer, task, viewer.can('complete', 'Task', task));
  const copy = task.state === 'open' ? await copyTarget(services, viewer, task, plan?.elements[task.elementId]?.properties['boai:copy']) : undefined;
  const corrects = task.state === 'open' && allowed.complete ? corrected(task, plan?.elements[task.elementId]?.properties) : undefined;
  const draftHere = { viewerId: viewer.id, at };
  return {
    ...row,
    ...(task.formHash === undefined ? {} : { form: await services.forms.view(task.formHash, viewer.person.locale) }),
    ...(record === undefined ? {} : { record }),
    ...(copy === undefined ? {} : { copy: copy.field }),
    ...(corrects === undefined ? {} : { corrects }),
    ...(task.script === undefined ? {} : { script: await callScript(services, task.script) }),
    context,
    // What somebody is still typing is for those who may complete the task.
    draft: may.complete ? await draftView(services, draft, [], draftHere, firstAnswers(form, options, accepted)) : await draftView(services, undefined, [], draftHere),
    ...(submission === undefined ? {} : { submission }),
    earlier,
    papers: (await store.files.madeAt(task.instanceId)).map(fileRef),
    comments: await commentViews(services, comments),
    limits: limitViews(limits, instance),
    may,
  };
}

async function planOf({ store }: Services, task: TaskDocument) {
  const [instance] = await store.instances.find({ _id: task.instanceId }, { without: ['state'], limit: 1 });
  return instance === undefined ? undefined : store.plans.byHash(instance.planHash);
}

export type Nameable = Pick<InstanceDocument, 'planHash'>;

function mayOf(viewer: Viewer, task: TaskDocument): Omit<TaskDetail['may'], 'link'> {
  const open = task.state === 'open';
  const candidate = viewer.can('complete', 'Task', task);
  const free = task.claimedBy === undefined || viewer.selves.includes(task.claimedBy);
  const why = whyNot(viewer, task, candidate, free);
  return {
    claim: open && candidate && free && task.claimedBy !== viewer.id,
    release: open && task.claimedBy === viewer.id,
    reassign: open && viewer.can('reassign', 'Task', task),
    complete: open && candidate && free,
    ...(why === undefined ? {} : { why }),
  };
}

function whyNot(viewer: Viewer, task: TaskDocument, candidate: boolean, free: boolean): LocalText | undefined {
  if (task.state !== 'open') return task.state === 'completed' ? { zh: '任务已办结。', en: 'The task is completed.' } : { zh: '任务已撤回。', en: 'The task was withdrawn.' };
  if (viewer.selves.some((id) => task.excludedActors.includes(id))) return whyExcluded(viewer, task);
  if (!candidate) return { zh: '这项任务不由您办理。', en: 'This task is not yours to do.' };
  if (!free) return { zh: '他人已认领这项任务。', en: 'Somebody else has claimed this task.' };
  return undefined;
}
