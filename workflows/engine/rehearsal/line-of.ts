import type { Command } from '../commands';
import type { LocalText, Plan } from '../plan';
import type { TimelineEntry, TimelineKind } from './options';

type Line = Omit<TimelineEntry, 'at' | 'process' | 'instanceId'>;

/** What a command means to a reader of the timeline; undefined for what nobody looks for. */
export function lineOf(plan: Plan, command: Command, elementOfTask: (taskId: string) => string): Line | undefined {
  const about = (kind: TimelineKind, elementId: string, more: Partial<Line> = {}): Line => ({ kind, elementId, name: nameOf(plan, elementId), ...more });
  switch (command.kind) {
    case 'open-task': {
      const { task } = command;
      const who = [...(task.assignee === undefined ? [] : [task.assignee]), ...task.groups, ...task.users];
      return about('task-opened', task.elementId, { who, taskId: task.id, dueAssumed: task.dueAssumed, ...(task.due === undefined ? {} : { due: task.due }) });
    }
    case 'close-task':
      return about(command.outcome === 'completed' ? 'task-completed' : 'task-cancelled', elementOfTask(command.taskId), { taskId: command.taskId, ...(command.by === undefined ? {} : { who: [command.by] }) });
    case 'reschedule-task':
      return about('task-rescheduled', elementOfTask(command.taskId), { taskId: command.taskId, dueAssumed: command.dueAssumed, ...(command.due === undefined ? {} : { due: command.due }) });
    case 'remind': {
      const who = [...command.to, ...command.users];
      return about(command.escalation ? 'escalation' : 'reminder', elementOfTask(command.taskId), { who, taskId: command.taskId, due: command.due, detail: command.offset });
    }
    case 'start-job':
      return about('job', command.elementId, { detail: command.type });
    case 'start-child':
      return about('call', command.elementId, { detail: command.process });
    case 'raise-incident':
      return about('incident', command.elementId, { detail: command.message });
    case 'publish-message':
      return { kind: 'message', detail: command.name };
    case 'broadcast-signal':
      return { kind: 'signal', detail: command.name };
    case 'end':
      return { kind: 'ended', detail: command.errorCode === undefined ? command.outcome : `${command.outcome}: ${command.errorCode}` };
    case 'trace':
    case 'subscribe':
    case 'subscribe-signal':
    case 'unsubscribe':
    case 'cancel-job':
    case 'cancel-child':
    case 'resolve-incident':
      return undefined;
  }
}

export function nameOf(plan: Plan, elementId: string): LocalText {
  return plan.elements[elementId]?.name ?? { zh: elementId };
}
