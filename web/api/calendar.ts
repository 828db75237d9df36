import ical from 'ical-generator';
import type { Filter } from '../../activities/store/collection';
import type { TaskDocument } from '../../activities/store/documents';
import { withTodos, type CalendarTodo } from './calendar-todo';
import { processNames } from './task-row';
import type { Services } from './services';
import { tasksOfView } from './task-filter';
import type { Viewer } from './viewer';

const MOST = 500;
const HOUR_MS = 3_600_000;
/** How long what is done stays among the things to do, so that programs see it done and not merely gone. */
const DONE_FOR_MS = 30 * 24 * HOUR_MS;

/**
 * The viewer's open tasks with a due date as an iCalendar, as events for calendars and as things to do for task lists, with
 * what the viewer did lately as done: process, step and branch, nothing about anybody.
 */
export async function calendarOf(services: Services, viewer: Viewer, origin: string): Promise<string> {
  const { store } = services;
  const [mine, group] = await Promise.all([tasksOfView(services, viewer, 'mine'), tasksOfView(services, viewer, 'group')]);
  const done = { completedBy: viewer.id, state: 'completed' as const, closedAt: { $gte: new Date(services.now().getTime() - DONE_FOR_MS) } };
  const dated = (which: Filter<TaskDocument>) => store.tasks.find({ $and: [which, { due: { $exists: true } }] }, { sort: { due: 1 }, limit: MOST, without: ['inputs'] });
  const [open, closed] = await Promise.all([dated({ $or: [mine, group] }), dated(done)]);
  const tasks = [...open, ...closed].filter(hasDue);
  const [names, branches] = await Promise.all([processNames(services, tasks.map((task) => task.processId)), store.branches.byIds(tasks.map((task) => task.branchId))]);
  const branchOf = new Map(branches.map((branch) => [branch._id, branch.name]));
  const english = viewer.person.locale === 'en';
  const say = ({ zh, en }: { readonly zh: string; readonly en?: string }): string => (english ? (en ?? zh) : zh);
  const calendar = ical({ name: english ? 'Boai Flow tasks' : '博爱流程待办', prodId: { company: 'Boai Flow', product: 'tasks', language: english ? 'EN' : 'ZH' }, ttl: 3600 });
  const todos = tasks.map((task): CalendarTodo => {
    const branch = branchOf.get(task.branchId);
    const { state, due, openedAt, revision, closedAt } = task;
    return {
      id: `${encodeURIComponent(task._id)}@boai-flow`,
      summary: `${say(task.name)} · ${say(names.get(task.processId) ?? { zh: task.processId })}${branch === undefined ? '' : `（${branch}）`}`,
      url: `${origin}/tasks/${encodeURIComponent(task._id)}`,
      due, openedAt, revision, status: state === 'completed' ? 'COMPLETED' : task.claimedBy === viewer.id ? 'IN-PROCESS' : 'NEEDS-ACTION', ...(closedAt === undefined ? {} : { completedAt: closedAt }),
    };
  });
  for (const { id, due, openedAt, summary, url, status } of todos) {
    if (status !== 'COMPLETED') calendar.createEvent({ id, start: new Date(due.getTime() - HOUR_MS), end: due, stamp: openedAt, summary, url });
  }
  return withTodos(calendar.toString(), todos);
}

function hasDue(task: TaskDocument): task is TaskDocument & { readonly due: Date } {
  return task.due !== undefined;
}
