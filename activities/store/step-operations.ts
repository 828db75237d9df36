import type { StepWrite } from '../contract';
import { branchOfItem } from '../../workflows/engine/campaign';
import type { Command, OpenedTask } from '../../workflows/engine/commands';
import type { Plan } from '../../workflows/engine/plan';
import { eventId } from './events';
import type { AuditDocument, EventDocument, IncidentDocument, MessageDocument, NotificationDocument, SubscriptionDocument, TaskDocument } from './documents';
import { insertOnce, type Operation } from './operation';
import { reminderText } from './reminder-text';
import { branchOf, titleEnOf, titleOf } from './titles';

/** How long a message waits for somebody who subscribes to it later. */
const MESSAGE_LIFE_MS = 30 * 24 * 3600 * 1000;

/** The writes of one step by collection, the instance's own excepted. A repeated write changes nothing. */
export interface StepOperations {
  readonly events: Operation[];
  readonly submissions: Operation[];
  readonly tasks: Operation[];
  readonly subscriptions: Operation[];
  readonly messages: Operation[];
  readonly incidents: Operation[];
  readonly notifications: Operation[];
  readonly audit: Operation[];
}

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** Turns a step's event and commands into guarded writes. */
export function stepOperations(step: StepWrite, plan: Plan): StepOperations {
  const operations: StepOperations = { events: [eventOf(step)], submissions: [], tasks: [], subscriptions: [], messages: [], incidents: [], notifications: [], audit: [] };
  acceptSubmission(step, operations);
  step.commands.forEach((command, index) => addCommand(command, index, step, plan, operations));
  endOfInstance(step, operations);
  addAudit(step, operations);
  return operations;
}

function eventOf(step: StepWrite): Operation {
  const { instanceId, seq, event, commands, planHash, state } = step;
  const document: EventDocument = { _id: eventId(instanceId, seq), instanceId, seq, event, commands, now: new Date(step.now), semantics: state.semantics, planHash, calendarVersion: state.calendar.version };
  return insertOnce(document);
}

function acceptSubmission({ event, seq, instanceId }: StepWrite, operations: StepOperations): void {
  const key = event.kind === 'task-completed' || event.kind === 'action-taken' || event.kind === 'started' ? event.key : undefined;
  if (key === undefined) return;
  // A start form is handed in before its instance has an id; the first job may read it.
  const place = event.kind === 'started' ? { instanceId, taskId: `${instanceId}/start` } : {};
  operations.submissions.push({ updateOne: { filter: { _id: key, status: { $ne: 'accepted' } }, update: { $set: { status: 'accepted', seq, ...place } } } });
}

function addCommand(command: Command, index: number, step: StepWrite, plan: Plan, operations: StepOperations): void {
  switch (command.kind) {
    case 'open-task':
      operations.tasks.push(insertOnce(openedTask(command.task, step, plan)));
      return;
    case 'reschedule-task':
      operations.tasks.push(rescheduled(command, step.seq));
      return;
    case 'close-task':
      operations.tasks.push(closed(command, step));
      return;
    case 'remind':
      operations.notifications.push(insertOnce(reminder(command, index, step, plan)));
      return;
    case 'subscribe':
    case 'subscribe-signal':
      operations.subscriptions.push(insertOnce(subscription(command, step)));
      return;
    case 'unsubscribe':
      operations.subscriptions.push(unsubscribed({ _id: localId(step, command.subscriptionId) }, step));
      return;
    case 'publish-message':
      operations.messages.push(insertOnce(message(command, step)));
      return;
    case 'raise-incident':
      operations.incidents.push(insertOnce(incident(command, step)));
      return;
    case 'resolve-incident':
      operations.incidents.push(resolved(command, step));
      return;
    case 'broadcast-signal':
    case 'start-job':
    case 'cancel-job':
    case 'start-child':
    case 'cancel-child':
    case 'trace':
    case 'end':
      return;
  }
}

function openedTask(task: OpenedTask, step: StepWrite, plan: Plan): TaskDocument {
  const formHash = task.form === undefined ? undefined : plan.forms[task.form];
  const titleEn = titleEnOf(plan, step);
  return {
    _id: task.id,
    instanceId: step.instanceId,
    processId: step.processId,
    elementId: task.elementId,
    name: task.name,
    title: titleOf(plan, step),
    ...(titleEn === undefined ? {} : { titleEn }),
    ...(task.form === undefined ? {} : { formId: task.form }),
    ...(formHash === undefined ? {} : { formHash }),
    branchId: branchOf(step),
    groups: task.groups,
    users: task.users,
    excludedActors: task.excludedActors,
    ...(task.assignee === undefined ? {} : { assignee: task.assignee }),
    ...(task.due === undefined ? {} : { due: new Date(task.due) }),
    dueAssumed: task.dueAssumed,
    ...(task.followUp === undefined ? {} : { followUp: new Date(task.followUp) }),
    priority: task.priority,
    inputs: task.inputs,
    ...(task.record === undefined ? {} : { record: task.record }),
    ...(task.related === undefined ? {} : { related: task.related }),
    ...(task.script === undefined ? {} : { script: task.script }),
    ...(task.byLink === undefined ? {} : { byLink: true }),
    state: 'open',
    openedAt: new Date(task.openedAt),
    revision: 0,
    seq: step.seq,
  };
}

function rescheduled(command: CommandOf<'reschedule-task'>, seq: number): Operation {
  const { taskId, due, dueAssumed, followUp } = command;
  const set = { seq, dueAssumed, ...(due === undefined ? {} : { due: new Date(due) }), ...(followUp === undefined ? {} : { followUp: new Date(followUp) }) };
  const unset = { ...(due === undefined ? { due: 1 } : {}), ...(followUp === undefined ? { followUp: 1 } : {}) };
  return { updateOne: { filter: { _id: taskId, state: 'open', seq: { $lt: seq } }, update: { $set: set, $unset: unset } } };
}

function closed(command: CommandOf<'close-task'>, step: StepWrite): Operation {
  const by = command.by === undefined ? {} : { completedBy: command.by };
  const key = command.key === undefined ? {} : { submissionId: command.key };
  const { event } = step;
  const principal = event.kind === 'task-completed' && event.taskId === command.taskId && event.onBehalfOf !== undefined ? { completedFor: event.onBehalfOf } : {};
  return { updateOne: { filter: { _id: command.taskId, state: 'open' }, update: { $set: { state: command.outcome, closedAt: new Date(step.now), ...by, ...key, ...principal }, $inc: { revision: 1 } } } };
}

function reminder(command: CommandOf<'remind'>, index: number, step: StepWrite, plan: Plan): NotificationDocument {
  // A task's id is `instance/element/opening`.
  const element = plan.elements[command.taskId.split('/').at(-2) ?? ''];
  return {
    _id: `${eventId(step.instanceId, step.seq)}#${index}`,
    instanceId: step.instanceId,
    taskId: command.taskId,
    groups: command.to,
    users: command.users,
    kind: command.escalation ? 'escalation' : 'reminder',
    text: reminderText(element?.name ?? { zh: command.taskId }, command, step.now),
    branchId: branchOf(step),
    at: new Date(step.now),
    readBy: [],
    toDeliver: true,
  };
}

function subscription(command: CommandOf<'subscribe'> | CommandOf<'subscribe-signal'>, step: StepWrite): SubscriptionDocument {
  return {
    _id: localId(step, command.subscriptionId),
    instanceId: step.instanceId,
    processId: step.processId,
    subscriptionId: command.subscriptionId,
    kind: command.kind === 'subscribe' ? 'message' : 'signal',
    name: command.name,
    ...(command.kind === 'subscribe' ? { correlationKey: command.correlationKey } : {}),
    seq: step.seq,
    open: true,
  };
}

function unsubscribed(filter: object, step: StepWrite): Operation {
  return { updateMany: { filter: { ...filter, open: true }, update: { $set: { open: false, closedAt: new Date(step.now) } } } };
}

function message(command: CommandOf<'publish-message'>, step: StepWrite): MessageDocument {
  const { messageId, name, correlationKey, variables } = command;
  const at = new Date(step.now);
  return { _id: messageId, name, correlationKey, variables, at, expiresAt: new Date(at.getTime() + MESSAGE_LIFE_MS), deliveredTo: [] };
}

function incident(command: CommandOf<'raise-incident'>, step: StepWrite): IncidentDocument {
  const { incidentId, elementId, cause, message: text } = command;
  return { _id: localId(step, incidentId), instanceId: step.instanceId, incidentId, elementId, branchId: branchOf(step), cause, message: text, raisedAt: new Date(step.now) };
}

function resolved(command: CommandOf<'resolve-incident'>, step: StepWrite): Operation {
  const by = command.by === undefined ? {} : { resolvedBy: command.by };
  return { updateOne: { filter: { _id: localId(step, command.incidentId), resolvedAt: null }, update: { $set: { resolvedAt: new Date(step.now), ...by } } } };
}

/** A received message frees its subscription for the next one; an ended instance waits for nothing. */
function endOfInstance(step: StepWrite, operations: StepOperations): void {
  if (step.event.kind === 'message-received') {
    const { subscriptionId, messageId } = step.event;
    operations.subscriptions.push({ updateOne: { filter: { _id: localId(step, subscriptionId), takenBy: messageId }, update: { $unset: { takenBy: 1 } } } });
  }
  if (step.state.status !== 'running') operations.subscriptions.push(unsubscribed({ instanceId: step.instanceId }, step));
}

/** What people did is audited with the step that it caused. */
function addAudit(step: StepWrite, operations: StepOperations): void {
  const entry = auditOf(step);
  if (entry) operations.audit.push(insertOnce({ _id: eventId(step.instanceId, step.seq), at: new Date(step.now), branchId: branchOf(step), ...entry }));
}

function auditOf({ event, instanceId, seq }: StepWrite): Pick<AuditDocument, 'by' | 'action' | 'subject' | 'detail'> | undefined {
  switch (event.kind) {
    case 'started':
      return { by: event.by, action: 'instance.started', subject: instanceId, detail: { seq } };
    case 'task-completed':
      return { by: event.by, action: 'task.completed', subject: event.taskId, detail: { seq, submission: event.key, answerHash: event.answerHash, ...(event.onBehalfOf === undefined ? {} : { onBehalfOf: event.onBehalfOf }) } };
    case 'action-taken':
      return { by: event.by, action: 'action.taken', subject: event.subscriptionId, detail: { seq, submission: event.key, answerHash: event.answerHash, ...(event.onBehalfOf === undefined ? {} : { onBehalfOf: event.onBehalfOf }) } };
    case 'items-added':
      return { by: event.by, action: 'campaign.extended', subject: instanceId, detail: { seq, element: event.elementId, branches: event.items.map(branchOfItem) } };
    case 'child-exempted':
      return { by: event.by, action: 'campaign.exempted', subject: event.childId, detail: { seq, branch: event.branchId, reason: event.reason } };
    case 'incident-retried':
      return { by: event.by, action: 'incident.retried', subject: `${instanceId}#${event.incidentId}`, detail: { seq, changed: Object.keys(event.variables ?? {}) } };
    case 'variables-changed':
      return { by: event.by, action: 'variables.changed', subject: instanceId, detail: { seq, changed: Object.keys(event.variables), reason: event.reason } };
    case 'cancelled':
      return { by: event.by, action: 'instance.cancelled', subject: instanceId, detail: { seq, reason: event.reason } };
    default:
      return undefined;
  }
}

function localId(step: StepWrite, id: string): string {
  return `${step.instanceId}#${id}`;
}
