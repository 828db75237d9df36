import type { EngineEvent } from './events';
import type { State } from './state';

export type RefusalCode = 'NotStarted' | 'AlreadyStarted' | 'InstanceEnded' | 'TaskNotOpen' | 'ActorExcluded' | 'KeyReused' | 'Repeated' | 'IncidentNotOpen' | 'Unknown';

/** Why an event would change nothing. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For people, in Chinese. */
  readonly message: string;
}

/** Why the state does not take the event; undefined when it does. `Repeated`: this very completion was accepted before. */
export function refusal(state: State, event: EngineEvent): Refusal | undefined {
  if (event.kind === 'task-completed') {
    const before = completionRefusal(state, event);
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
    case 'signal-received':
      return state.received.includes(event.signalId) ? repeatedDelivery : signalRefusal(state, event.name);
    case 'child-ended':
      return known(state.children, event.childId);
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

function completionRefusal(state: State, event: Completion): Refusal | undefined {
  for (const [taskId, answered] of Object.entries(state.answered)) {
    if (answered.key !== event.key) continue;
    if (taskId === event.taskId && answered.answerHash === event.answerHash) return { code: 'Repeated', message: '该任务已按同样的内容提交过。' };
    return { code: 'KeyReused', message: '同一提交编号已用于别的内容，请刷新页面后重新提交。' };
  }
  return undefined;
}

function taskRefusal(state: State, event: Completion): Refusal | undefined {
  const open = Object.hasOwn(state.tasks, event.taskId) ? state.tasks[event.taskId] : undefined;
  if (!open) return { code: 'TaskNotOpen', message: '该任务已经办结或撤回，请刷新页面。' };
  const { excludedActors } = open.task;
  if (excludedActors.includes(event.by) || (event.onBehalfOf !== undefined && excludedActors.includes(event.onBehalfOf))) return { code: 'ActorExcluded', message: '前面的步骤由您办理，本步骤须由他人办理。' };
  return undefined;
}
