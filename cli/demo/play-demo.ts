import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { districtDay } from '../../activities/store/district-day';
import type { BranchDocument } from '../../activities/store/documents';
import { electionAnswers } from '../../activities/store/sample/election-answers';
import { electionFacts, type ElectionFacts } from '../../activities/store/sample/election-facts';
import { publishedCalendar } from '../../feel/published-calendar';
import { rehearsalAnswers } from '../../forms/rehearsal-answers';
import type { BranchDetail, BranchRow, CompletionResult, InstanceDetail, Page, StartResult, TaskDetail, WaitView } from '../../web/api/contract';
import { PortalRefused, type PortalCaller } from '../portal-caller';
import { Cast, withFiles, type Answers } from './cast';

export interface Demo {
  readonly origin: string;
  /** Of every sample account. */
  readonly password: string;
  readonly branchId?: string;
  readonly say: (line: string) => void;
}

const PROCESS = 'branch-reelection';
const ZONE = 'Asia/Shanghai';
const PATIENCE_MS = 30_000;
/** More steps than any election takes. */
const MOST_STEPS = 60;
const calendar = publishedCalendar();

/** Plays an election to its end; gives the ended instance. Throws `PortalRefused` when a step is refused. */
export async function playDemo(demo: Demo): Promise<InstanceDetail> {
  const cast = new Cast(demo);
  const admin = await cast.as('admin');
  const branch = await chooseBranch(admin, demo.branchId);
  const facts = electionFacts(documentOf(branch), districtDay(new Date()));
  const secretary = await cast.holder('branch_secretary', branch.id);
  const { instanceId } = await (await cast.as(secretary.login)).post<StartResult>(`/api/processes/${PROCESS}/instances`, { branchId: branch.id, answers: {} }, randomUUID());
  demo.say(`${branch.name}: ${secretary.name} 发起换届 starts the election`);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const next = await nextWait(admin, instanceId);
    if (!('taskId' in next)) return next;
    await complete(cast, demo, facts, next);
  }
  throw new Error(`"${instanceId}" did not end within ${MOST_STEPS} steps`);
}

async function chooseBranch(admin: PortalCaller, wanted: string | undefined): Promise<BranchDetail> {
  const towns = wanted === undefined ? (await admin.get<Page<BranchRow>>(`/api/branches?kind=${encodeURIComponent('镇')}&sort=-termEnd&size=50`)).rows : [];
  const id = wanted ?? towns.find(({ running }) => running === undefined)?.id;
  if (id === undefined) throw new Error('每个镇都有换届在办，请用 --branch 指定一个基层组织。Every town has an election under way: name a branch with --branch.');
  return admin.get<BranchDetail>(`/api/branches/${encodeURIComponent(id)}`);
}

/** What the sample's answers need to know of the branch. */
function documentOf(branch: BranchDetail): BranchDocument {
  return { ...branch, _id: branch.id, ancestors: [], sample: true, updatedAt: new Date(), revision: 0 } as unknown as BranchDocument;
}

/** The next task that waits, or the instance when it has ended. */
async function nextWait(admin: PortalCaller, instanceId: string): Promise<InstanceDetail | (WaitView & { readonly taskId: string })> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(150)) {
    const instance = await seen(admin, instanceId);
    if (instance === undefined) continue;
    if (instance.status !== 'running') return instance;
    const task = instance.waits.find((wait): wait is WaitView & { readonly taskId: string } => wait.taskId !== undefined);
    if (task !== undefined) return task;
  }
  throw new Error(`"${instanceId}" waits for something that is no task`);
}

/** Undefined while a start that was accepted does not show yet. */
async function seen(admin: PortalCaller, instanceId: string): Promise<InstanceDetail | undefined> {
  try {
    return await admin.get<InstanceDetail>(`/api/instances/${encodeURIComponent(instanceId)}`);
  } catch (error) {
    if (error instanceof PortalRefused && error.status === 404) return undefined;
    throw error;
  }
}

async function complete(cast: Cast, demo: Demo, facts: ElectionFacts, wait: WaitView & { readonly taskId: string }): Promise<void> {
  const path = `/api/tasks/${encodeURIComponent(wait.taskId)}`;
  for (const person of wait.who.flatMap(({ people }) => people)) {
    const login = await cast.loginOf(person);
    if (login === undefined) continue;
    const caller = await cast.as(login);
    const task = await caller.get<TaskDetail>(path);
    if (!task.may.complete) continue;
    const answers = await withFiles(caller, task.id, answersTo(task, facts, wait.elementId));
    await caller.post<CompletionResult>(`${path}/completion`, { answers, revision: task.revision }, randomUUID());
    demo.say(`${person.name}  ${task.name.zh}`);
    return;
  }
  throw new PortalRefused(403, { code: 'Forbidden', message: { zh: `示例中没有人可以办理“${wait.name.zh}”` } }, path);
}

/** The form's example, with what the form suggests and what this election's facts are. */
function answersTo(task: TaskDetail, facts: ElectionFacts, elementId: string): Answers {
  if (task.form === undefined) return {};
  const opening = Number(task.id.slice(task.id.lastIndexOf('/') + 1));
  // What the form copies from other steps; its other suggestions give way to the example.
  const copied = new Set(Object.entries(task.form.document.prefill ?? {}).flatMap(([name, { from }]) => (from === elementId ? [] : [name])));
  const prefilled = Object.fromEntries(Object.entries(task.draft.answers).filter(([name]) => copied.has(name)));
  const example = rehearsalAnswers(task.form.document, { context: task.context, now: new Date().toISOString(), zone: ZONE, calendar, side: 'server' });
  const own = electionAnswers({ election: { processId: PROCESS, branchId: facts.branch._id }, facts, elementId, opening, inputs: task.context, prefilled, calendar });
  return Object.fromEntries(Object.entries({ ...example, ...prefilled, ...own }).filter(([, value]) => value !== undefined && value !== null));
}
