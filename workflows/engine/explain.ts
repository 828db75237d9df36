import { nextSteps, type NextStep } from './explain-next';
import type { LocalText, Plan } from './plan';
import type { State, Token } from './state';

/** One thing that an instance waits for: the answer to 为什么停在这里. */
export interface Awaited {
  readonly elementId: string;
  readonly name: LocalText;
  readonly kind: 'task' | 'job' | 'child' | 'message' | 'signal' | 'timer' | 'join' | 'compensation' | 'incident';
  /** ISO instant. */
  readonly since: string;
  /** Who is expected to act; empty when nobody is. */
  readonly who: { readonly groups: readonly string[]; readonly users: readonly string[] };
  readonly due?: string;
  /** The due date rests on a year without a published holiday table: 暂按推算. */
  readonly dueAssumed: boolean;
  readonly taskId?: string;
  readonly incidentId?: string;
  /** What is awaited, in words: the message's name and key, the incident's reason. */
  readonly detail: LocalText;
  /** What happens next by itself, earliest first. */
  readonly next: readonly NextStep[];
}

type Draft = Omit<Awaited, 'name' | 'next'>;

/** All that a running instance waits for, in the order in which it came to wait; empty when it has ended. */
export function explain(plan: Plan, state: State): readonly Awaited[] {
  const joins = new Set<string>();
  return Object.values(state.tokens).flatMap((token) => {
    const place = `${token.scopeId}/${token.elementId}`;
    if (token.joining && joins.has(place)) return [];
    if (token.joining) joins.add(place);
    return awaitedBy(plan, state, token).map((draft) => ({ ...draft, name: plan.elements[draft.elementId]?.name ?? { zh: draft.elementId }, next: nextSteps(plan, state, token, draft) }));
  });
}

function awaitedBy(plan: Plan, state: State, token: Token): Draft[] {
  const incident = Object.values(state.incidents).find((one) => one.tokenId === token.id);
  const common = { elementId: token.elementId, since: token.since, who: nobody, dueAssumed: false };
  if (incident) {
    const detail = { zh: `出现异常，需要处理后重试：${incident.message}`, en: `Stopped by an incident: ${incident.message}` };
    return [{ ...common, kind: 'incident', since: incident.since, incidentId: incident.id, detail }];
  }
  if (token.joining) return [{ ...common, kind: 'join', detail: { zh: '等待其他分支办完后会合', en: 'Waits for the other branches to arrive' } }];
  if (Object.values(state.tokens).some((other) => other.thrower === token.id)) {
    return [{ ...common, kind: 'compensation', detail: { zh: '等待撤销步骤办完', en: 'Waits for what undoes earlier steps' } }];
  }
  return [...tasksOf(state, token), ...workOf(state, token), ...eventsOf(plan, state, token)];
}

const nobody = { groups: [], users: [] };

function tasksOf(state: State, token: Token): Draft[] {
  return Object.values(state.tasks)
    .filter((open) => open.tokenId === token.id)
    .map(({ task }) => ({
      elementId: task.elementId,
      kind: 'task',
      since: task.openedAt,
      who: { groups: task.groups, users: task.assignee === undefined ? task.users : [task.assignee] },
      ...(task.due === undefined ? {} : { due: task.due }),
      dueAssumed: task.dueAssumed,
      taskId: task.id,
      detail: { zh: '等待办理', en: 'Waits to be done' },
    }));
}

function workOf(state: State, token: Token): Draft[] {
  const common = { elementId: token.elementId, since: token.since, who: nobody, dueAssumed: false };
  const job: Draft = { ...common, kind: 'job', detail: { zh: '系统正在自动办理', en: 'The system is working on it' } };
  const child: Draft = { ...common, kind: 'child', detail: { zh: '等待子流程结束', en: 'Waits for another process to end' } };
  return [
    ...Object.values(state.jobs).flatMap((one) => (one.tokenId === token.id ? [job] : [])),
    ...Object.values(state.children).flatMap((one) => (one.tokenId === token.id ? [child] : [])),
  ];
}

/** Events on the way (not those at the boundary, which are what may happen besides). */
function eventsOf(plan: Plan, state: State, token: Token): Draft[] {
  const common = { since: token.since, who: nobody, dueAssumed: false };
  const isOwn = (wait: { readonly tokenId?: string; readonly elementId: string }): boolean => wait.tokenId === token.id && plan.elements[wait.elementId]?.kind !== 'boundaryEvent';
  const timers = Object.values(state.timers).flatMap((timer): Draft[] =>
    isOwn(timer)
      ? [{ ...common, elementId: timer.elementId, kind: 'timer', due: timer.due, dueAssumed: timer.assumed, detail: { zh: '等待到时', en: 'Waits for its time' } }]
      : [],
  );
  const subscriptions = Object.values(state.subscriptions).flatMap((one): Draft[] => {
    if (!isOwn(one)) return [];
    const key = one.correlationKey ? `（${one.correlationKey}）` : '';
    if (one.action) return [{ ...common, elementId: one.elementId, kind: one.kind, who: { groups: one.action.groups, users: [] }, detail: { zh: '等待有关人员操作', en: 'Waits for somebody to act' } }];
    const what = one.kind === 'message' ? { zh: '消息', en: 'message' } : { zh: '信号', en: 'signal' };
    return [{ ...common, elementId: one.elementId, kind: one.kind, detail: { zh: `等待${what.zh}“${one.name}”${key}`, en: `Waits for ${what.en} "${one.name}"` } }];
  });
  return [...timers, ...subscriptions];
}
