import type { Variables } from '../../../feel/types';
import { publishedCalendar } from '../../../feel/published-calendar';
import { compileForm, type CompiledForm } from '../../../forms/compile-form';
import type { FormDocument } from '../../../forms/document';
import { checkAnswers } from '../../../forms/check-answers';
import { rehearsalAnswers } from '../../../forms/rehearsal-answers';
import { routingVariables } from '../../../forms/routing-variables';
import { rehearse } from '../../../workflows/engine/rehearse';
import type { Rehearsal, RehearsalOptions } from '../../../workflows/engine/rehearsal/options';
import type { OpenedTask } from '../../../workflows/engine/commands';
import type { Plan } from '../../../workflows/engine/plan';
import { limitValues, processIds, shippedForm, shippedPlan } from './shipped';

type Answer = { readonly [name: string]: unknown };

export interface Story {
  readonly process: string;
  /** `YYYY-MM-DD`; nine in the morning, in the district's zone. */
  readonly start: string;
  readonly branch?: Variables;
  readonly limits?: Variables;
  /** By element: what is answered instead of the form's defaults and first example, opening by opening; the last one is repeated. */
  readonly answers?: { readonly [elementId: string]: Answer | readonly Answer[] | ((task: OpenedTask, time: number) => Answer) };
  /** By element: answered on this day (`YYYY-MM-DD`) at ten, or so many days after it was opened. */
  readonly on?: { readonly [elementId: string]: readonly (string | number)[] | ((task: OpenedTask) => string | number | undefined) };
  readonly messages?: RehearsalOptions['messages'];
  readonly startAnswers?: Answer;
  readonly startEvent?: string;
  readonly until?: string;
  /** Elements that nobody answers. */
  readonly never?: readonly string[] | ((task: OpenedTask) => boolean);
  /** Result of a job, for those whose results the story is about. */
  readonly jobs?: (job: Parameters<NonNullable<RehearsalOptions['jobs']>>[0]) => Variables | undefined;
  readonly maxSteps?: number;
  /** What people do at events with an action. */
  readonly actions?: RehearsalOptions['actions'];
  readonly variables?: Variables;
  readonly onJob?: (job: Parameters<NonNullable<RehearsalOptions['jobs']>>[0]) => void;
}

const BRANCH: Variables = {
  id: 'lianjing', name: '莲泾镇红十字会（示例）', kind: '镇', parentId: 'xiuzhou', status: 'active', termNo: 3, termStart: '2021-12-01', termEnd: '2026-12-01', termYears: 5,
  variant: 'full', supervisorMode: 'none', membersAdult: 240, membersYouth: 0, membersGroup: 1, deferredTo: null,
};

const zone = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
export const calendar = publishedCalendar();

/** A rehearsed process, told as lines `2026-03-02 open congress due 2026-04-01`. */
export interface Told extends Rehearsal {
  readonly lines: readonly string[];
  /** What the portal would have refused, `element: rule`. */
  readonly refused: readonly string[];
  /** The lines of one kind or about one element. */
  about(text: string): readonly string[];
}

/** Rehearses a shipped process with its forms' defaults and first examples, unless the story says otherwise. */
export async function tell(story: Story): Promise<Told> {
  return tellPlan(await shippedPlan(story.process), story);
}

/** `tell`, with another process around the shipped one. */
export async function tellPlan(plan: Plan, story: Story): Promise<Told> {
  const called = Object.fromEntries(await Promise.all(processIds.map(async (id) => [id, await shippedPlan(id)] as const)));
  const branch = { ...BRANCH, ...story.branch };
  const opened = new Map<string, number>();
  const refused: string[] = [];
  const start = `${story.start}T09:00:00+08:00`;
  const startForm = plan.startForm === undefined ? undefined : shippedForm(plan.startForm);
  const startAnswers = startForm === undefined ? {} : routingVariables(startForm, { ...rehearsalAnswers(startForm, { context: { branch }, now: new Date(start).toISOString(), zone, calendar, side: 'server' }), ...(story.startAnswers as Variables | undefined) });
  const rehearsal = rehearse(plan, {
    start,
    calendar,
    variables: { ...startAnswers, ...story.variables, branchId: String(branch['id']), branch, limits: { ...limitValues(story.process), ...story.limits } },
    ...(story.startEvent === undefined ? {} : { startEvent: story.startEvent }),
    called,
    ...(story.maxSteps === undefined ? {} : { maxSteps: story.maxSteps }),
    ...(story.until === undefined ? {} : { until: `${story.until}T23:59:59+08:00` }),
    messages: story.messages ?? (() => undefined),
    ...(story.actions === undefined ? {} : { actions: story.actions }),
    actionAnswers: (form, context, now) => answeredAction(shippedForm(form), context, now),
    jobs: (job) => {
      story.onJob?.(job);
      return story.jobs?.(job) ?? (job.type === 'record.save' ? { establishedBranchId: 'b-new' } : {});
    },
    answer: (task) => {
      if (typeof story.never === 'function' ? story.never(task) : story.never?.includes(task.elementId) === true) return undefined;
      const time = opened.get(task.elementId) ?? 0;
      opened.set(task.elementId, time + 1);
      const form = shippedForm(task.form ?? '');
      const now = task.openedAt;
      const told = story.answers?.[task.elementId];
      const own = typeof told === 'function' ? (told as (task: OpenedTask, time: number) => Answer)(task, time) : Array.isArray(told) ? told[Math.min(time, told.length - 1)] : told;
      const days = story.on?.[task.elementId];
      const when = typeof days === 'function' ? days(task) : days?.[Math.min(time, days.length - 1)];
      const at = typeof when === 'string' ? Date.parse(`${when}T10:00:00+08:00`) : Math.max(Date.parse(now) + (when ?? 1) * DAY_MS, heldOn(task.inputs));
      const rules = { context: task.inputs, now: new Date(at).toISOString(), zone, calendar, side: 'server' } as const;
      // A candidate list and other texts come from earlier steps' submissions, which a rehearsal does not have.
      const answers = { ...rehearsalAnswers(form, rules), ...(own as Variables | undefined) };
      const problems = checkAnswers(compiled(form), answers, rules);
      refused.push(...problems.filter(({ level }) => level === 'error').map(({ rule, at }) => `${task.elementId}: ${rule} ${at}`));
      return { answers: routingVariables(form, answers), delayMs: Math.max(0, at - Date.parse(now)) };
    },
  });
  const lines = rehearsal.timeline.flatMap(({ at, kind, elementId, due, detail, who }) => {
    const what = kind === 'task-opened' ? `open ${elementId}` : kind === 'task-completed' ? `done ${elementId}` : `${kind} ${elementId ?? ''}`.trim();
    return [`${local(at)} ${what}${due === undefined ? '' : ` due ${local(due)}`}${detail === undefined ? '' : ` (${detail})`}${kind === 'escalation' || kind === 'reminder' ? ` to ${who?.join(', ')}` : ''}`];
  });
  return { ...rehearsal, lines, refused, about: (text) => lines.filter((line) => line.includes(text)) };
}

/** An action's form, filled in as its examples and defaults say. */
function answeredAction(form: FormDocument, context: Variables, now: string): Variables {
  return routingVariables(form, rehearsalAnswers(form, { context, now, zone, calendar, side: 'server' }));
}

const compiledForms = new Map<string, CompiledForm>();

function compiled(form: FormDocument): CompiledForm {
  const known = compiledForms.get(form.id) ?? compileForm(form);
  compiledForms.set(form.id, known);
  return known;
}

/** A meeting is reported on its day, not before. */
function heldOn(inputs: Variables): number {
  const { meeting_date: date } = inputs;
  return typeof date === 'string' ? Date.parse(`${date}T17:00:00+08:00`) : 0;
}

/** The day in the district. */
function local(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
