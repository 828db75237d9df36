import type { EventDocument, InstanceDocument } from '../../activities/store/documents';
import type { Command } from '../../workflows/engine/commands';
import { actionName, catchingElement } from '../../workflows/engine/action-of';
import { branchOfItem } from '../../workflows/engine/campaign';
import type { EngineEvent } from '../../workflows/engine/events';
import type { LocalText, Plan } from '../../workflows/engine/plan';
import type { TimelineEntry } from './contract';
import type { Names } from './names';

/** What a timeline is told from besides the event log. */
export interface Telling {
  readonly plan: Plan;
  readonly names: Names;
  readonly instance: Pick<InstanceDocument, 'endReason'>;
}

type Entry = Omit<TimelineEntry, 'seq' | 'at'>;
type Opened = ReadonlyMap<string, { readonly elementId: string; readonly at: number }>;

/** What happened to an instance, oldest first: who did what, when, and how long it took. */
export function timelineOf(events: readonly EventDocument[], telling: Telling): TimelineEntry[] {
  const opened = openings(events);
  return events.flatMap((document) => {
    const { seq, event, commands, now } = document;
    const entries = [...ofEvent(event, commands, now, opened, telling), ...commands.flatMap((command) => ofCommand(command, opened, telling))];
    return entries.map((entry): TimelineEntry => ({ seq, at: now.toISOString(), ...entry }));
  });
}

function openings(events: readonly EventDocument[]): Opened {
  return new Map(events.flatMap(({ commands, now }) => commands.flatMap((command) => (command.kind === 'open-task' ? [[command.task.id, { elementId: command.task.elementId, at: now.getTime() }] as const] : []))));
}

function ofEvent(event: EngineEvent, commands: readonly Command[], now: Date, opened: Opened, { plan, names }: Telling): Entry[] {
  switch (event.kind) {
    case 'started': {
      const by = names.person(event.by);
      return [{ kind: 'started', by, text: { zh: `${by.name}发起了事项`, en: `${by.name} started it` } }];
    }
    case 'task-completed': {
      const task = opened.get(event.taskId);
      const by = names.person(event.by);
      const seconds = task === undefined ? undefined : Math.round((now.getTime() - task.at) / 1000);
      const { zh, en } = doer(by.name, event.onBehalfOf === undefined ? undefined : names.person(event.onBehalfOf).name);
      return [{ kind: 'task-completed', ...about(plan, task?.elementId), by, text: said(plan, task?.elementId, `${zh}办结了`, `${en} completed `), ...(seconds === undefined ? {} : { seconds }), submissionId: event.key }];
    }
    case 'job-completed':
    case 'job-failed': {
      const elementId = elementOfJob(plan, event.jobId);
      return [{ kind: 'job', ...about(plan, elementId), text: event.kind === 'job-completed' ? said(plan, elementId, '自动步骤完成：', 'Automatic step done: ') : said(plan, elementId, '自动步骤失败：', 'Automatic step failed: ') }];
    }
    case 'timer-fired': {
      const elementId = commands.find((command) => command.kind === 'trace')?.id;
      // A reminder is told by its own command.
      return elementId === undefined ? [] : [{ kind: 'timer', ...about(plan, elementId), text: said(plan, elementId, '到时：', 'Time came: ') }];
    }
    case 'action-taken': {
      const by = names.person(event.by);
      const elementId = catchingElement(plan, waitingElement(event.subscriptionId))?.id ?? '';
      const name = actionName(plan, elementId);
      const who = doer(by.name, event.onBehalfOf === undefined ? undefined : names.person(event.onBehalfOf).name);
      return [{ kind: 'action', elementId, name, by, text: { zh: `${who.zh}操作：“${name.zh}”`, en: `${who.en}: “${name.en ?? name.zh}”` }, submissionId: event.key }];
    }
    case 'items-added': {
      const by = names.person(event.by);
      const branches = event.items.map((item) => names.branch(branchOfItem(item)).name).join('、');
      return [{ kind: 'changed', ...about(plan, event.elementId), by, text: { zh: `${by.name}增加了${branches}`, en: `${by.name} added ${branches}` } }];
    }
    case 'child-exempted': {
      const by = names.person(event.by);
      const branch = names.branch(event.branchId).name;
      return [{ kind: 'changed', ...about(plan, waitingElement(event.childId)), by, text: { zh: `${by.name}免除了${branch}：${event.reason}`, en: `${by.name} exempted ${branch}: ${event.reason}` } }];
    }
    case 'message-received':
    case 'signal-received': {
      const elementId = commands.find((command) => command.kind === 'trace')?.id;
      return [{ kind: 'message', ...about(plan, elementId), text: said(plan, elementId, '收到消息：', 'Message received: ') }];
    }
    case 'child-ended': {
      const text: LocalText = event.outcome === 'completed' ? { zh: '子流程已办结', en: 'The other process is completed' } : { zh: '子流程未办成而结束', en: 'The other process ended without being completed' };
      return [{ kind: 'child-ended', text }];
    }
    case 'variables-changed': {
      const by = names.person(event.by);
      const changed = Object.keys(event.variables).join('、');
      return [{ kind: 'changed', by, text: { zh: `${by.name}修改了${changed}：${event.reason}`, en: `${by.name} changed ${changed}: ${event.reason}` } }];
    }
    case 'calendar-changed':
      return [{ kind: 'changed', text: { zh: '节假日表更新，期限已重新计算', en: 'The holiday table changed; due dates were counted again' } }];
    case 'incident-retried':
    case 'cancelled':
      // Told by the commands that resolve the incident and end the instance.
      return [];
  }
}

function ofCommand(command: Command, opened: Opened, telling: Telling): Entry[] {
  const { plan, names } = telling;
  switch (command.kind) {
    case 'open-task': {
      const who = command.task.assignee === undefined ? [...command.task.groups.map((group) => names.group(group).zh), ...command.task.users.map((user) => names.person(user).name)] : [names.person(command.task.assignee).name];
      return [{ kind: 'task-opened', elementId: command.task.elementId, name: command.task.name, text: { zh: `“${command.task.name.zh}”转交${who.join('、') || '有关人员'}`, en: `“${command.task.name.en ?? command.task.name.zh}” was opened` } }];
    }
    case 'close-task': {
      const elementId = opened.get(command.taskId)?.elementId;
      return command.outcome === 'completed' ? [] : [{ kind: 'task-cancelled', ...about(plan, elementId), text: said(plan, elementId, '任务撤回：', 'Task withdrawn: ') }];
    }
    case 'remind': {
      const elementId = opened.get(command.taskId)?.elementId;
      return [command.escalation ? { kind: 'escalation', ...about(plan, elementId), text: said(plan, elementId, '逾期上报：', 'Escalated: ') } : { kind: 'reminder', ...about(plan, elementId), text: said(plan, elementId, '已提醒：', 'Reminded: ') }];
    }
    case 'raise-incident':
      return [{ kind: 'incident', ...about(plan, command.elementId), text: said(plan, command.elementId, '出现异常：', 'Incident: ') }];
    case 'resolve-incident':
      return [{ kind: 'incident-resolved', ...(command.by === undefined ? {} : { by: names.person(command.by) }), text: { zh: `${command.by === undefined ? '' : names.person(command.by).name}处理了异常`, en: 'The incident was resolved' } }];
    case 'start-child':
      return [{ kind: 'child-started', ...about(plan, command.elementId), text: said(plan, command.elementId, '发起子流程：', 'Started another process: ') }];
    case 'end':
      return [{ kind: 'ended', text: endText(command.outcome, telling.instance.endReason) }];
    default:
      return [];
  }
}

/** 李四代张三 */
function doer(name: string, principal: string | undefined): { readonly zh: string; readonly en: string } {
  return principal === undefined ? { zh: name, en: name } : { zh: `${name}代${principal}`, en: `${name}, standing in for ${principal},` };
}

function endText(outcome: 'completed' | 'cancelled' | 'failed', reason: string | undefined): LocalText {
  if (outcome === 'completed') return { zh: '事项办结', en: 'Completed' };
  const why = reason === undefined ? '' : `：${reason}`;
  return outcome === 'cancelled' ? { zh: `事项取消${why}`, en: `Cancelled${why}` } : { zh: `事项异常结束${why}`, en: `Failed${why}` };
}

function about(plan: Plan, elementId: string | undefined): { readonly elementId?: string; readonly name?: LocalText } {
  if (elementId === undefined) return {};
  const name = plan.elements[elementId]?.name;
  return { elementId, ...(name === undefined ? {} : { name }) };
}

function said(plan: Plan, elementId: string | undefined, zh: string, en: string): LocalText {
  const name = elementId === undefined ? undefined : plan.elements[elementId]?.name;
  return { zh: `${zh}“${name?.zh ?? elementId ?? ''}”`, en: `${en}“${name?.en ?? name?.zh ?? elementId ?? ''}”` };
}

/** Subscriptions and children are called `instance/element/opening`. */
function waitingElement(id: string): string {
  return id.split('/').at(-2) ?? '';
}

/** A job's id is `instance/element/opening/attempt`. */
function elementOfJob(plan: Plan, jobId: string): string | undefined {
  const part = jobId.split('/').at(-3);
  return part !== undefined && Object.hasOwn(plan.elements, part) ? part : undefined;
}
