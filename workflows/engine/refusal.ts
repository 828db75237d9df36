import { campaignOf, instanceOfChild, newItems } from './campaign';
import type { EngineEvent } from './events';
import { MAX_TOKENS } from './limits';
import type { State } from './state';

export type RefusalCode = 'NotStarted' | 'AlreadyStarted' | 'InstanceEnded' | 'TaskNotOpen' | 'ActorExcluded' | 'KeyReused' | 'ActionNotOpen' | 'CampaignOver' | 'ChildOver' | 'Repeated' | 'IncidentNotOpen' | 'Unknown';

/** Why an event would change nothing. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For people, in Chinese. */
  readonly message: string;
}

/** Why the state does not take the event; undefined when it does. `Repeated`: this very completion, action or delivery was accepted before. */
export function refusal(state: State, event: EngineEvent): Refusal | undefined {
  if (event.kind === 'task-completed' || event.kind === 'action-taken') {
    const before = repetition(state, event);
    if (before) return before;
  }
  if (event.kind === 'started') return state.status === 'new' ? undefined : { code: 'AlreadyStarted', message: '该事项已经开始。' };
  if (state.status === 'new') return { code: 'NotStarted', message: '该事项尚未开始。' };
  if (state.status !== 'running') return { code: 'InstanceEnded', message: '该事项已经结束。' };
  switch (event.kind) {
    case 'task-completed':
      return taskRefusal(state, event);
    case 'incident-retried':
      return Object.hasOwn(state.incidents, event.incidentId) ? undefined : { code: 'IncidentNotOpen', message: '该异常已经处理，请刷新页面。' };
    case 'job-completed':
    case 'job-failed':
      return known(state.jobs, event.jobId);
    case 'timer-fired':
      return known(state.timers, event.timerId);
    case 'message-received':
      return state.received.includes(event.messageId) ? repeatedDelivery : known(state.subscriptions, event.subscriptionId);
    case 'action-taken':
      return state.subscriptions[event.subscriptionId]?.action ? undefined : { code: 'ActionNotOpen', message: '该操作现在不能进行，请刷新页面。' };
    case 'signal-received':
      return state.received.includes(event.signalId) ? repeatedDelivery : signalRefusal(state, event.name);
    case 'child-ended':
      return known(state.children, event.childId);
    case 'items-added':
      return state.received.includes(event.key) ? repeatedDelivery : itemsRefusal(state, event);
    case 'child-exempted':
      return instanceOfChild(state, event.childId) ? undefined : { code: 'ChildOver', message: '该组织已经办结，或不在这次活动中。' };
    case 'variables-changed':
    case 'calendar-changed':
    case 'cancelled':
      return undefined;
  }
}

const repeatedDelivery: Refusal = { code: 'Repeated', message: '该消息已经收到过。' };
const nobodyWaits: Refusal = { code: 'Unknown', message: '没有步骤在等待它。' };

function known(record: Readonly<Record<string, unknown>>, id: string): Refusal | undefined {
  return Object.hasOwn(record, id) ? undefined : nobodyWaits;
}

function signalRefusal(state: State, name: string): Refusal | undefined {
  return Object.values(state.subscriptions).some((one) => one.kind === 'signal' && one.name === name) ? undefined : nobodyWaits;
}

type Completion = Extract<EngineEvent, { kind: 'task-completed' }>;

/** The same key again: harmless with the same answers to the same thing, refused with anything else. */
function repetition(state: State, event: Completion | Extract<EngineEvent, { kind: 'action-taken' }>): Refusal | undefined {
  for (const [taskId, answered] of Object.entries(state.answered)) {
    if (answered.key !== event.key) continue;
    const isSame = event.kind === 'task-completed' ? taskId === event.taskId : answered.subscriptionId === event.subscriptionId;
    if (isSame && answered.answerHash === event.answerHash) return { code: 'Repeated', message: '该任务已按同样的内容提交过。' };
    return { code: 'KeyReused', message: '同一提交编号已用于别的内容，请刷新页面后重新提交。' };
  }
  return undefined;
}

function itemsRefusal(state: State, { elementId, items }: Extract<EngineEvent, { kind: 'items-added' }>): Refusal | undefined {
  const campaign = campaignOf(state, elementId);
  if (!campaign) return { code: 'CampaignOver', message: '这次活动没有在进行，不能增加组织。' };
  const added = newItems(campaign, items).length;
  if (added === 0) return { code: 'CampaignOver', message: '这些组织都已在这次活动中。' };
  return campaign.scope.loop.total + added > MAX_TOKENS ? { code: 'CampaignOver', message: `一次活动不能超过 ${MAX_TOKENS} 个组织。` } : undefined;
}

function taskRefusal(state: State, event: Completion): Refusal | undefined {
  const open = Object.hasOwn(state.tasks, event.taskId) ? state.tasks[event.taskId] : undefined;
  if (!open) return { code: 'TaskNotOpen', message: '该任务已经办结或撤回，请刷新页面。' };
  const { excludedActors } = open.task;
  if (excludedActors.includes(event.by) || (event.onBehalfOf !== undefined && excludedActors.includes(event.onBehalfOf))) return { code: 'ActorExcluded', message: '前面的步骤由您办理，本步骤须由他人办理。' };
  return undefined;
}
