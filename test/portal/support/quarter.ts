import type { Page } from 'playwright-core';
import { seedRecords } from '../../../activities/sample-records';
import type { TaskDocument } from '../../../activities/store/documents';
import { withSampleAttachments } from '../../../activities/store/sample/attachment';
import type { FileRef } from '../../../web/api/contract';
import { complete } from '../../api/support/inspection';
import { callerOf, type Caller } from '../../api/support/portal';
import { shippedForm } from '../../processes/support/shipped';
import { until } from '../../workflows/support/player';
import { Cast, handIn } from './cast';
import type { Answers } from './fill-form';
import type { Player, PortalInBrowser, VisitOptions, Visitor } from './portal-in-browser';

/** A score sheet of three items instead of twenty-one, one of each kind: what is tried is the form, not the typing. */
export async function addShortSheets({ store }: PortalInBrowser): Promise<void> {
  const items = [
    { code: 'MEM-1', block: 'member', title: '成人会员数', result: 'count', unit: '人', points: 40 },
    { code: 'MEM-3', block: 'member', title: '会费收缴率', result: 'ratio', unit: '人', points: 20 },
    { code: 'AID-7', block: 'aid', title: 'AED完好', result: 'boolean', unit: '', points: 40 },
  ];
  const weights = [{ block: 'member', weight: 60 }, { block: 'aid', weight: 40 }];
  await seedRecords(store, ['镇街', '村社区'].map((branchType) => ({ registry: 'score-sheet', id: `sheet-${branchType}`, values: { title: `${branchType}评分表`, version: '2026', branchType, status: '启用', items, weights } })), new Date());
}

/** Somebody of the district: by login, and for a step that several branches have, the branch whose step it is. */
export interface Step {
  readonly by: Player;
  readonly step: string;
  /** The name of the branch. */
  readonly of: string;
}

/** Everybody's windows and calls, and the tasks that they find. */
export class Desks {
  readonly #cast = new Cast(() => this.portal);
  readonly #callers = new Map<string, Promise<Caller>>();

  constructor(private readonly portal: PortalInBrowser) {}

  /** In a window of their own, each with the size that they use. */
  window(login: Step['by'], options?: VisitOptions): Promise<Visitor> {
    return this.#cast.windowOf(login, options);
  }

  /** What the browsers complained about. */
  complaints(): Promise<readonly string[]> {
    return this.#cast.complaints();
  }

  /** Opens the step from the list of tasks, fills its form in as a person does, and hands it in. */
  async does(step: Step, own: Answers = {}): Promise<Page> {
    const page = await this.opens(step);
    await handIn(page, { form: shippedForm(step.step), picture: step.step }, own);
    return page;
  }

  async opens({ by, step, of }: Step): Promise<Page> {
    const { _id: id, name, title } = await this.#task(step, of);
    const { page } = await this.window(by);
    await page.getByRole('navigation', { name: '主导航' }).first().getByRole('link', { name: '任务' }).click();
    await page.getByRole('tab', { name: '全部可见' }).click();
    await page.locator(`a[href="/tasks/${encodeURIComponent(id)}"]`).and(page.getByRole('link', { name: name.zh, exact: true })).click();
    await page.getByRole('heading', { name: name.zh, level: 1 }).waitFor();
    await page.getByRole('link', { name: title }).first().waitFor();
    return page;
  }

  /** The same without a window: through the API, as the window would. */
  async answers(step: Step, own?: Answers): Promise<void> {
    const [{ _id: id }, caller] = await Promise.all([this.#task(step.step, step.of), this.caller(step.by)]);
    if (!(await complete(caller, id, own && (await withFiles(caller, id, own))))) throw new Error(`"${step.by}" may not do "${id}"`);
  }

  caller(login: Step['by']): Promise<Caller> {
    const known = this.#callers.get(login) ?? callerOf(this.portal.origin, login);
    this.#callers.set(login, known);
    return known;
  }

  /** The open task of a step; jobs before it may still be under way. */
  async #task(step: string, of: string): Promise<TaskDocument> {
    const { tasks, branches } = this.portal.store;
    const [processId = '', elementId = ''] = step.split('.');
    const branch = (await branches.find({ name: of }))[0]?._id;
    const look = async (): Promise<TaskDocument | undefined> => (await tasks.find({ processId, elementId, state: 'open' })).find(({ title, branchId }) => branchId === branch || title.includes(of));
    return until(look, `"${step}" of "${of}"`);
  }
}

/** Attachments in the place of those that answers only name: `sample-1`. */
function withFiles(caller: Caller, taskId: string, answers: Answers): Promise<Answers> {
  return withSampleAttachments(answers, async ({ name, type, bytes }) => {
    const form = new FormData();
    form.append('taskId', taskId);
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return (await caller.send<FileRef>('POST', '/api/files', form)).body.id;
  });
}
