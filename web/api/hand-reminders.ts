import type { AuditDocument, EventDocument } from '../../activities/store/documents';
import type { Store } from '../../activities/store/connect-store';
import type { LocalText, Plan } from '../../workflows/engine/plan';
import type { TimelineEntry } from './contract';
import type { Names } from './names';

/** Somebody asked those who can do a task to see to it. */
export interface HandReminder {
  readonly at: Date;
  readonly by: string;
  readonly elementId: string;
  readonly to: readonly string[];
}

/** More names than that are counted. */
const NAMED = 5;

/** The reminders by hand for the tasks of an event log, oldest first. */
export async function handRemindersOf({ audit }: Pick<Store, 'audit'>, events: readonly Pick<EventDocument, 'commands'>[]): Promise<HandReminder[]> {
  const tasks = new Map(events.flatMap(({ commands }) => commands.flatMap((command) => (command.kind === 'open-task' ? [[command.task.id, command.task.elementId] as const] : []))));
  if (tasks.size === 0) return [];
  const entries = await audit.remindersOf([...tasks.keys()]);
  return entries.map(({ at, by, subject, detail }) => ({ at, by, elementId: tasks.get(subject) ?? '', to: peopleIn(detail) }));
}

function peopleIn({ to }: AuditDocument['detail']): string[] {
  return Array.isArray(to) ? to.filter((person): person is string => typeof person === 'string') : [];
}

/** A timeline with its reminders by hand where they belong: after what had happened by then. */
export function withHandReminders(timeline: readonly TimelineEntry[], reminders: readonly HandReminder[], { plan, names }: { readonly plan: Plan; readonly names: Names }): TimelineEntry[] {
  const told = reminders.map((reminder): TimelineEntry => {
    const at = reminder.at.toISOString();
    const name = plan.elements[reminder.elementId]?.name ?? { zh: reminder.elementId };
    const by = names.person(reminder.by);
    return { seq: timeline.findLast((entry) => entry.at <= at)?.seq ?? 0, at, kind: 'hand-reminder', elementId: reminder.elementId, name, by, text: textOf(by.name, name, reminder.to.map((person) => names.person(person).name)) };
  });
  return [...timeline, ...told].sort((a, b) => a.seq - b.seq);
}

function textOf(by: string, step: LocalText, to: readonly string[]): LocalText {
  const named = to.slice(0, NAMED).join('、');
  const more = to.length - NAMED;
  return {
    zh: `${by}催办“${step.zh}”${named === '' ? '' : `：${named}`}${more > 0 ? `等${to.length}人` : ''}`,
    en: `${by} reminded ${named === '' ? 'them' : named}${more > 0 ? ` and ${more} more` : ''} of “${step.en ?? step.zh}”`,
  };
}
