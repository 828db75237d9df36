import { Readable } from 'node:stream';
import { publishedCalendar } from '../../../feel/published-calendar';
import type { Variables } from '../../../feel/types';
import type { FormDocument } from '../../../forms/document';
import { fileFields, piiPaths } from '../../../forms/fields';
import { prefillAnswers } from '../../../forms/prefill';
import { rehearsalAnswers } from '../../../forms/rehearsal-answers';
import { routingVariables } from '../../../forms/routing-variables';
import type { Store } from '../connect-store';
import type { InstanceDocument, PersonDocument, TaskDocument } from '../documents';
import { answerHash } from '../answer-hash';
import { subjectOfInstance, subjectOfStart } from '../personal-subjects';
import { withSampleAttachments } from './attachment';

export type Answers = { readonly [name: string]: unknown };

/** The two calls by which the portal reaches the engine. */
export interface SampleEngine {
  startProcess(request: { readonly processId: string; readonly branchId: string; readonly variables: Variables; readonly by: string; readonly key: string }): Promise<{ readonly instanceId: string }>;
  completeTask(instanceId: string, completion: { readonly taskId: string; readonly answers: Variables; readonly by: string; readonly key: string; readonly answerHash: string }): Promise<unknown>;
}

export interface Stage {
  readonly store: Store;
  readonly engine: SampleEngine;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What is begun, by whom, and what differs from its start form's first example. */
export interface SampleStart {
  readonly processId: string;
  readonly branchId: string;
  readonly by: string;
  /** The same key again begins nothing new. */
  readonly key: string;
  readonly answers?: Answers;
  /** What the start form does not ask. */
  readonly variables?: Variables;
}

/** How far an instance is played. */
export interface Goal {
  /** Elements where it may stand; played to its end when empty. */
  readonly until: readonly string[];
  /** Which time such a step is open; the first when absent. */
  readonly opening?: number;
}

export interface AnsweredTask {
  readonly task: TaskDocument;
  /** Which time the step is open. */
  readonly opening: number;
  /** What the form copies from earlier steps. */
  readonly prefilled: Answers;
}

/** What differs from the form's first example; `undefined` or `null` takes an answer of the example away. */
export type Answering = (asked: AnsweredTask) => Answers;

const ZONE = 'Asia/Shanghai';
const LOOK_AGAIN_MS = 25;
const LOOK_AGAIN_LATER_MS = 250;
/** 179 inspections begin one after the other, on a busy machine two in a second. */
const PATIENCE_MS = 240_000;
/** More steps than any sample takes. */
const MOST_STEPS = 60;

export const calendar = publishedCalendar();

/** Begins a process as somebody of the sample does, with what its start form wants. */
export async function begin({ store, engine }: Stage, { processId, branchId, by, key, answers: own = {}, variables = {} }: SampleStart): Promise<string> {
  const plan = await store.plans.byHash((await store.definitions.latest(processId))?.planHash ?? '');
  const form = plan.startForm === undefined ? undefined : (await store.forms.latest(plan.startForm))?.document;
  if (form === undefined) return (await engine.startProcess({ processId, branchId, variables, by, key })).instanceId;
  const answers = defined({ ...exampleOf(form, {}), ...own });
  const submission = { _id: key, elementId: plan.root.starts[0] ?? 'start', formId: form.id, formHash: plan.forms[form.id] ?? '', by, at: new Date() };
  const request = { processId, branchId, variables: { ...routingVariables(form, answers as Variables), ...variables }, by, key };
  if (fileFields(form).length === 0) {
    // As the portal does: it is there before the first job may read it.
    await store.submissions.insert({ ...submission, instanceId: '', taskId: '', answers: await store.personal.seal(subjectOfStart(key), answers, piiPaths(form)), answerHash: answerHash(store.keys, answers), status: 'pending' });
    return (await engine.startProcess(request)).instanceId;
  }
  const { instanceId } = await engine.startProcess(request);
  const filed = await withAttachments(store, form, answers, { instanceId, branchId, by });
  await store.submissions.insert({ ...submission, instanceId, taskId: `${instanceId}/start`, answers: await store.personal.seal(await subjectOf(store, instanceId), filed, piiPaths(form)), answerHash: answerHash(store.keys, filed), status: 'accepted', seq: 1 });
  return instanceId;
}

/** Does the tasks of an instance and of what it calls until it stands where it shall, or has ended. */
export async function playOn(stage: Stage, instanceId: string, goal: Goal, answering: Answering): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const task = await nextTask(stage, goal, instanceId);
    if (task === undefined) return;
    await complete(stage, task, answering);
  }
}

/** Waits for what a job is about to bring; throws when it does not come. */
export async function awaited<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = LOOK_AGAIN_MS; ; wait = Math.min(LOOK_AGAIN_LATER_MS, wait * 2)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`The sample did not come to ${what}`);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Somebody of the groups who may; the same one each time. */
export async function actorFor(store: Store, groups: readonly string[], { users = [], excluded = [] }: { readonly users?: readonly string[]; readonly excluded?: readonly string[] } = {}): Promise<PersonDocument | undefined> {
  const people = [...(await store.people.inGroups(groups)), ...(await store.people.byIds(users))];
  return people.sort((a, b) => (a._id < b._id ? -1 : 1)).find(({ _id }) => !excluded.includes(_id));
}

/** The next task to do; undefined when the instance stands where it shall, or has ended. */
function nextTask({ store }: Stage, goal: Goal, instanceId: string): Promise<TaskDocument | undefined> {
  const look = async (): Promise<{ readonly task?: TaskDocument } | undefined> => {
    const instance = await store.instances.byId(instanceId);
    const called = await store.instances.find({ parentId: instanceId, status: 'running' }, { without: ['state'] });
    const open = (await Promise.all([instanceId, ...called.map(({ _id }) => _id)].map((id) => store.tasks.openOf(id)))).flat();
    if (instance !== undefined && (instance.status !== 'running' || isThere(goal, instance, open))) return {};
    const task = open.find(({ elementId, _id }) => !goal.until.includes(elementId) || openingOf(_id) < (goal.opening ?? 1));
    // Without one, a job is under way, or a timer that is due already.
    return task === undefined ? undefined : { task };
  };
  return awaited(look, `"${goal.until.join(' / ') || 'its end'}" of "${instanceId}"`).then(({ task }) => task);
}

function isThere({ until, opening = 1 }: Goal, instance: InstanceDocument, open: readonly TaskDocument[]): boolean {
  const task = open.find(({ elementId }) => until.includes(elementId));
  return task === undefined ? instance.standsAt.some(({ elementId }) => until.includes(elementId)) : openingOf(task._id) >= opening;
}

/** `instance/element/opening` */
function openingOf(taskId: string): number {
  return Number(taskId.slice(taskId.lastIndexOf('/') + 1));
}

async function complete({ store, engine }: Stage, task: TaskDocument, answering: Answering): Promise<void> {
  const { instanceId, elementId, branchId, inputs } = task;
  const by = await actorFor(store, task.groups, { users: task.users, excluded: task.excludedActors });
  const form = (await store.forms.byHash(task.formHash ?? ''))?.document;
  if (by === undefined || form === undefined) throw new Error(`Nobody in the sample can do "${task._id}"`);
  const prefilled = prefillAnswers(form, await latestAnswers(store, instanceId));
  const own = answering({ task, opening: openingOf(task._id), prefilled });
  const answers = await withAttachments(store, form, defined({ ...exampleOf(form, inputs), ...prefilled, ...own }), { instanceId, branchId, by: by._id });
  const key = `sample/${task._id}`;
  const hash = answerHash(store.keys, answers);
  await store.submissions.insert({
    _id: key, instanceId, taskId: task._id, elementId, formId: form.id, formHash: task.formHash ?? '',
    answers: await store.personal.seal(await subjectOf(store, instanceId), answers, piiPaths(form)), answerHash: hash, by: by._id, at: new Date(), status: 'pending',
  });
  await engine.completeTask(instanceId, { taskId: task._id, answers: routingVariables(form, answers as Variables), by: by._id, key, answerHash: hash });
}

function exampleOf(form: FormDocument, context: Variables): Variables {
  return rehearsalAnswers(form, { context, now: new Date().toISOString(), zone: ZONE, calendar, side: 'server' });
}

/** Whose data key seals the answers of an instance. */
async function subjectOf(store: Store, instanceId: string): Promise<string> {
  return (await store.instances.byId(instanceId))?.subject ?? subjectOfInstance(instanceId);
}

async function latestAnswers(store: Store, instanceId: string): Promise<(elementId: string) => Answers | undefined> {
  const submissions = await store.submissions.acceptedOf(instanceId);
  return (elementId) => submissions.find((submission) => submission.elementId === elementId)?.answers;
}

/** The answers with an attachment of its own for each that the form's example only names. */
async function withAttachments(store: Store, form: FormDocument, answers: Answers, place: { readonly instanceId: string; readonly branchId: string; readonly by: string }): Promise<Answers> {
  if (fileFields(form).length === 0) return answers;
  const subject = await subjectOf(store, place.instanceId);
  const stored: string[] = [];
  const filed = await withSampleAttachments(answers, async ({ name, type, bytes }) => {
    const file = await store.files.store(name, Readable.from(bytes), { type, uploadedBy: place.by, instanceId: place.instanceId, branchId: place.branchId, subject });
    stored.push(file._id);
    return file._id;
  });
  await store.files.keep(stored, { instanceId: place.instanceId, branchId: place.branchId, subject });
  return filed;
}

/** Without what a situation takes away from the example. */
function defined(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && value !== null));
}
