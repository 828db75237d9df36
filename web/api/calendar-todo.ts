import { escape, foldLines, formatDate } from 'ical-generator';

/** A task as calendar programs keep things to do; instants are exact. */
export interface CalendarTodo {
  readonly id: string;
  readonly summary: string;
  readonly url: string;
  readonly openedAt: Date;
  readonly due: Date;
  /** Grows with every claim, release and reassignment. */
  readonly revision: number;
  readonly status: 'NEEDS-ACTION' | 'IN-PROCESS' | 'COMPLETED';
  readonly completedAt?: Date;
}

const END = 'END:VCALENDAR';

/** An iCalendar with its things to do: VTODO of RFC 5545, which the library that writes the events does not know. */
export function withTodos(calendar: string, todos: readonly CalendarTodo[]): string {
  const components = todos.flatMap((todo) => [...linesOf(todo), '']).join('\r\n');
  return calendar.replace(END, () => `${foldLines(components)}${END}`);
}

function linesOf({ id, summary, url, openedAt, due, revision, status, completedAt }: CalendarTodo): string[] {
  return [
    'BEGIN:VTODO',
    `UID:todo-${id}`,
    `SEQUENCE:${revision}`,
    `DTSTAMP:${instant(openedAt)}`,
    `DUE:${instant(due)}`,
    `SUMMARY:${escape(summary, false)}`,
    `URL;VALUE=URI:${escape(url, false)}`,
    `STATUS:${status}`,
    ...(completedAt === undefined ? [] : [`COMPLETED:${instant(completedAt)}`, 'PERCENT-COMPLETE:100']),
    'END:VTODO',
  ];
}

function instant(at: Date): string {
  return formatDate(null, at);
}
