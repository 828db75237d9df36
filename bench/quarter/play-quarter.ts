import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cast, withFiles, type Answers } from '../../cli/demo/cast';
import { publishedCalendar } from '../../feel/published-calendar';
import { rehearsalAnswers } from '../../forms/rehearsal-answers';
import { PortalRefused } from '../../cli/portal-caller';
import type { CampaignView } from '../../web/api/campaign-contract';
import type { MetricsView } from '../../web/api/metrics-contract';
import type { Outcome } from './outcome';
import type { ActionView, BranchRow, CompletionResult, InstanceDetail, InstanceRow, Page, PersonRow, StartResult, TaskDetail, TaskRow } from '../../web/api/contract';
import { PLOT } from './plot';
import { quarterAnswers } from './quarter-answers';

const ZONE = 'Asia/Shanghai';
const CASES = ['branch-inspection', 'rectification', 'finding-rectification', 'accountability'];
const LOOK_AGAIN_MS = 150;
const LOOK_AT_ALL_MS = 1_000;
/** Slow is no failure. */
const PATIENCE_MS = 240_000;
const calendar = publishedCalendar();

/** A district that plays a quarter's inspection through the portal's API, everybody as themselves. */
export class QuarterPlayer {
  readonly #cast: Cast;
  readonly #holders = new Map<string, readonly string[]>();
  readonly #branches = new Map<string, BranchRow>();
  /** Milliseconds from handing in a step until the portal said that it was done. */
  readonly stepsMs: number[] = [];

  constructor(portal: { readonly origin: string; readonly password: string }, private readonly districtId: string, private readonly today: string) {
    this.#cast = new Cast(portal);
  }

  /** Everybody's posts and every branch. */
  async meet(): Promise<void> {
    const admin = await this.#cast.as('admin');
    for (const person of await everyRow<PersonRow>((page) => admin.get(`/api/people?disabled=0&size=200&page=${page}`))) {
      for (const { role, branch } of person.posts) {
        const group = branch.id === this.districtId ? role : `${role}@${branch.id}`;
        this.#holders.set(group, [...(this.#holders.get(group) ?? []), person.login]);
      }
    }
    for (const branch of await everyRow<BranchRow>((page) => admin.get(`/api/branches?size=200&page=${page}`))) this.#branches.set(branch.id, branch);
  }

  async begin(quarter: string): Promise<string> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    return (await lead.post<StartResult>('/api/processes/supervision-cycle/instances', { branchId: this.districtId, answers: { quarter } }, randomUUID())).instanceId;
  }

  async campaign(id: string): Promise<CampaignView> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    return lead.get<CampaignView>(`/api/campaigns/${encodeURIComponent(id)}`);
  }

  /** Waits until every branch has begun. */
  async started(id: string): Promise<CampaignView> {
    return this.#awaitedOne(async () => {
      const view = await this.campaign(id).catch(notYet);
      return view !== undefined && view.rows.length > 0 && view.rows.every(({ cells }) => cells.some(({ taskIds }) => taskIds.length > 0)) ? view : undefined;
    }, 'the self-reports', LOOK_AT_ALL_MS);
  }

  async ended(id: string): Promise<void> {
    await this.#awaitedOne(async () => ((await this.#instance(id)).status === 'running' ? undefined : true), 'the end of the cycle');
  }

  /** What supervisors see at the end. */
  async outcome(id: string): Promise<Outcome> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    const admin = await this.#cast.as('admin');
    const [cycle, campaign, metrics, { total: incidents }] = await Promise.all([
      this.#instance(id), this.campaign(id), lead.get<MetricsView>(`/api/metrics/supervision?period=${this.today.slice(0, 4)}`), admin.get<Page<InstanceRow>>('/api/instances?incidents=1'),
    ]);
    return { cycle, campaign, metrics, incidents };
  }

  async #instance(id: string): Promise<InstanceDetail> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    return lead.get<InstanceDetail>(`/api/instances/${encodeURIComponent(id)}`);
  }

  /** Does what is open of the district's own steps, until one of these has been done. */
  async direct(last: string): Promise<void> {
    for (let done = ''; done !== last; ) {
      const [task] = await this.#awaited(() => this.#open(this.districtId, ['supervision-cycle']), `"${last}"`);
      if (task !== undefined) done = await this.#do(task);
    }
  }

  /** Everything that people do about a branch, until its cases have ended. */
  async finish(branchId: string, processes: readonly string[] = CASES): Promise<void> {
    for (let since = Date.now(); Date.now() - since < PATIENCE_MS; ) {
      const [task] = await this.#open(branchId, processes);
      if (task !== undefined) {
        if (task.elementId === 'rectify-submit') await this.#extend(task);
        await this.#do(task);
        since = Date.now();
      } else if ((await this.#running(branchId, processes)) === 0) return;
      else await sleep(LOOK_AGAIN_MS);
    }
    throw new Error(`The cases of "${branchId}" stand still`);
  }

  /** The branch asks for more time where the plot says so, and gets it. */
  async #extend({ instanceId, branch }: TaskRow): Promise<void> {
    if (PLOT.find(({ branchId }) => branchId === branch.id)?.extended !== true) return;
    const secretary = await this.#cast.as(this.#login(`branch_secretary@${branch.id}`));
    const path = `/api/instances/${encodeURIComponent(instanceId)}/actions`;
    const action = (await secretary.get<readonly ActionView[]>(path)).find(({ elementId, may, context }) => elementId === 'extension-asked' && may && context['extended'] !== true);
    if (action === undefined) return;
    const answers = { ...rehearsalAnswers(action.form.document, this.#ruled(action.context)), ...action.answers };
    await secretary.post<CompletionResult>(`${path}/${encodeURIComponent(action.subscriptionId)}`, { answers }, randomUUID());
    const [decision] = await this.#awaited(async () => (await this.#open(branch.id, ['finding-rectification'])).filter(({ elementId }) => elementId === 'extension-decide'), 'the decision on more time');
    if (decision !== undefined) await this.#do(decision);
  }

  async #open(branchId: string, processes: readonly string[]): Promise<readonly TaskRow[]> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    const { rows } = await lead.get<Page<TaskRow>>(`/api/tasks?view=all&size=50&branch=${encodeURIComponent(branchId)}`);
    return rows.filter(({ process }) => processes.includes(process.id));
  }

  async #running(branchId: string, processes: readonly string[]): Promise<number> {
    const lead = await this.#cast.as(this.#login('inspection_lead'));
    const pages = await Promise.all(processes.map((process) => lead.get<Page<InstanceRow>>(`/api/instances?status=running&process=${process}&branch=${encodeURIComponent(branchId)}`)));
    return pages.reduce((sum, { total }) => sum + total, 0);
  }

  /** Somebody who may do the task does it; answers its element. */
  async #do({ id, elementId, groups, branch }: TaskRow): Promise<string> {
    const path = `/api/tasks/${encodeURIComponent(id)}`;
    const able = groups.length === 0 ? this.#logins('inspector') : groups.flatMap(({ group }) => this.#logins(group));
    // Work is spread over those of a post, the same way each time.
    const first = branch.id.length % Math.max(1, able.length);
    for (const login of [...able.slice(first), ...able.slice(0, first)]) {
      const caller = await this.#cast.as(login);
      const task = await caller.get<TaskDetail>(path);
      if (task.state !== 'open') return elementId;
      const barred: unknown = task.context['first_inspectors'];
      if (!task.may.complete || (Array.isArray(barred) && barred.includes(`person-${login}`))) continue;
      const answers = await withFiles(caller, id, this.#answersTo(task, login));
      const begin = performance.now();
      await caller.post<CompletionResult>(`${path}/completion`, { answers, revision: task.revision }, randomUUID());
      this.stepsMs.push(performance.now() - begin);
      return elementId;
    }
    throw new Error(`Nobody can do "${id}"; asked: ${able.join(', ')}`);
  }

  #answersTo(task: TaskDetail, login: string): Answers {
    if (task.form === undefined) return {};
    const branchId = task.branch.id;
    const strand = PLOT.find((one) => one.branchId === branchId);
    const own = quarterAnswers({ task, opening: Number(task.id.slice(task.id.lastIndexOf('/') + 1)), by: `person-${login}`, branch: this.#branches.get(branchId), strand, today: this.today });
    const all = { ...rehearsalAnswers(task.form.document, this.#ruled(task.context)), ...own };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
  }

  #ruled(context: TaskDetail['context']) {
    return { context, now: new Date().toISOString(), zone: ZONE, calendar, side: 'server' as const };
  }

  #logins(group: string): readonly string[] {
    return this.#holders.get(group) ?? [];
  }

  #login(group: string): string {
    const [login] = this.#logins(group);
    if (login === undefined) throw new Error(`Nobody is "${group}"`);
    return login;
  }

  async #awaited<T>(look: () => Promise<readonly T[]>, what: string): Promise<readonly T[]> {
    return this.#awaitedOne(async () => {
      const found = await look();
      return found.length > 0 ? found : undefined;
    }, what);
  }

  async #awaitedOne<T>(look: () => Promise<T | undefined>, what: string, everyMs = LOOK_AGAIN_MS): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(everyMs)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`It did not come to ${what}`);
  }
}

/** A start that was accepted may show a little later. */
function notYet(error: unknown): undefined {
  if (error instanceof PortalRefused && error.status === 404) return undefined;
  throw error;
}

async function everyRow<T>(page: (number: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let number = 1; ; number += 1) {
    const next = await page(number);
    rows.push(...next.rows);
    if (next.rows.length === 0 || rows.length >= next.total) return rows;
  }
}
