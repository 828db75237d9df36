import { createHash } from 'node:crypto';
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
import { subjectOfInstance } from '../personal-subjects';
import { sampleAttachment } from './attachment';
import { electionAnswers } from './election-answers';
import { electionFacts, type ElectionFacts } from './election-facts';
import type { SampleElection } from './elections';

type Answers = { readonly [name: string]: unknown };

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

const ZONE = 'Asia/Shanghai';
const LOOK_AGAIN_MS = 25;
const PATIENCE_MS = 20_000;
/** More steps than any sample takes. */
const MOST_STEPS = 60;

const calendar = publishedCalendar();

/** Plays a sample election as far as it shall go; one that is there already is left as people have made it. False when it was. */
export async function playElection(stage: Stage, election: SampleElection): Promise<boolean> {
  const { store, today } = stage;
  const { processId, branchId } = election;
  const [before] = await store.instances.find({ processId, branchId }, { without: ['state'], limit: 1 });
  if (before !== undefined) return false;
  const branch = await store.branches.byId(branchId);
  const secretary = await actorFor(stage, [`branch_secretary@${branchId}`], []);
  if (branch === undefined || secretary === undefined) return false;
  const facts = electionFacts(branch, today);
  const instanceId = await start(stage, election, secretary);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const task = await nextTask(stage, election, instanceId);
    if (task === undefined) return true;
    await complete(stage, election, facts, task);
  }
  return true;
}

async function start({ store, engine }: Stage, { processId, branchId }: SampleElection, by: PersonDocument): Promise<string> {
  const key = `sample/${processId}/${branchId}`;
  const plan = await store.plans.byHash((await store.definitions.latest(processId))?.planHash ?? '');
  const form = plan.startForm === undefined ? undefined : (await store.forms.latest(plan.startForm))?.document;
  if (form === undefined) return (await engine.startProcess({ processId, branchId, variables: {}, by: by._id, key })).instanceId;
  const answers = rehearsalAnswers(form, { context: {}, now: new Date().toISOString(), zone: ZONE, calendar, side: 'server' });
  const { instanceId } = await engine.startProcess({ processId, branchId, variables: routingVariables(form, answers), by: by._id, key });
  const filed = await withAttachments({ store }, form, answers, { instanceId, branchId, by: by._id });
  await store.submissions.insert({
    _id: key, instanceId, taskId: `${instanceId}/start`, elementId: plan.root.starts[0] ?? 'start', formId: form.id, formHash: plan.forms[form.id] ?? '',
    answers: await store.personal.seal(subjectOfInstance(instanceId), filed, piiPaths(form)), answerHash: hash(filed), by: by._id, at: new Date(), status: 'accepted', seq: 1,
  });
  return instanceId;
}

/** The next task to do; undefined when the election stands where it shall, or has ended. */
async function nextTask({ store }: Stage, election: SampleElection, instanceId: string): Promise<TaskDocument | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const instance = await store.instances.byId(instanceId);
    const called = await store.instances.find({ parentId: instanceId, status: 'running' }, { without: ['state'] });
    const open = (await Promise.all([instanceId, ...called.map(({ _id }) => _id)].map((id) => store.tasks.openOf(id)))).flat();
    if (instance !== undefined && (instance.status !== 'running' || isThere(election, instance, open))) return undefined;
    const task = open.find(({ elementId, _id }) => elementId !== election.until || openingOf(_id) < (election.opening ?? 1));
    if (task !== undefined) return task;
    // A job is under way, or a timer that is due already.
    if (Date.now() > deadline) throw new Error(`The sample "${instanceId}" did not come to "${election.until ?? 'its end'}"`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function isThere({ until, opening = 1 }: SampleElection, instance: InstanceDocument, open: readonly TaskDocument[]): boolean {
  if (until === undefined) return false;
  const task = open.find(({ elementId }) => elementId === until);
  return task === undefined ? instance.standsAt.some(({ elementId }) => elementId === until) : openingOf(task._id) >= opening;
}

/** `instance/element/opening` */
function openingOf(taskId: string): number {
  return Number(taskId.slice(taskId.lastIndexOf('/') + 1));
}

async function complete(stage: Stage, election: SampleElection, facts: ElectionFacts, task: TaskDocument): Promise<void> {
  const { store, engine } = stage;
  const { instanceId, elementId, branchId, inputs } = task;
  const by = await actorFor(stage, task.groups, task.excludedActors);
  const form = (await store.forms.byHash(task.formHash ?? ''))?.document;
  if (by === undefined || form === undefined) throw new Error(`Nobody in the sample can do "${task._id}"`);
  const prefilled = prefillAnswers(form, await latestAnswers(store, instanceId));
  const own = electionAnswers({ election, facts, elementId, opening: openingOf(task._id), inputs, prefilled, calendar });
  const example = rehearsalAnswers(form, { context: inputs, now: new Date().toISOString(), zone: ZONE, calendar, side: 'server' });
  const answers = await withAttachments(stage, form, defined({ ...example, ...prefilled, ...own }), { instanceId, branchId, by: by._id });
  const key = `sample/${task._id}`;
  const answerHash = hash(answers);
  await store.submissions.insert({
    _id: key, instanceId, taskId: task._id, elementId, formId: form.id, formHash: task.formHash ?? '',
    answers: await store.personal.seal(subjectOfInstance(instanceId), answers, piiPaths(form)), answerHash, by: by._id, at: new Date(), status: 'pending',
  });
  await engine.completeTask(instanceId, { taskId: task._id, answers: routingVariables(form, answers as Variables), by: by._id, key, answerHash });
}

/** Somebody of the groups who may; the same one each time. */
async function actorFor({ store }: Pick<Stage, 'store'>, groups: readonly string[], excluded: readonly string[]): Promise<PersonDocument | undefined> {
  const people = await store.people.inGroups(groups);
  return [...people].sort((a, b) => (a._id < b._id ? -1 : 1)).find(({ _id }) => !excluded.includes(_id));
}

async function latestAnswers(store: Store, instanceId: string): Promise<(elementId: string) => Answers | undefined> {
  const submissions = await store.submissions.acceptedOf(instanceId);
  return (elementId) => submissions.find((submission) => submission.elementId === elementId)?.answers;
}

/** The answers with an attachment of its own for each that the form's example only names. */
async function withAttachments({ store }: Pick<Stage, 'store'>, form: FormDocument, answers: Answers, place: { readonly instanceId: string; readonly branchId: string; readonly by: string }): Promise<Answers> {
  if (fileFields(form).length === 0) return answers;
  const text = JSON.stringify(answers);
  const ids = [...new Set([...text.matchAll(/"(sample-[a-z0-9-]+)"/g)].map(([, id]) => id ?? ''))];
  const stored = new Map<string, string>();
  for (const id of ids) {
    const { name, type, bytes } = sampleAttachment(id);
    const file = await store.files.store(name, Readable.from(bytes), { type, uploadedBy: place.by, instanceId: place.instanceId, branchId: place.branchId });
    stored.set(id, file._id);
  }
  await store.files.keep([...stored.values()], { instanceId: place.instanceId, branchId: place.branchId });
  return JSON.parse(text.replace(/"(sample-[a-z0-9-]+)"/g, (whole, id: string) => (stored.has(id) ? JSON.stringify(stored.get(id)) : whole))) as Answers;
}

/** Without what a situation takes away from the example. */
function defined(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && value !== null));
}

function hash(answers: Answers): string {
  return createHash('sha256').update(JSON.stringify(answers)).digest('hex');
}
