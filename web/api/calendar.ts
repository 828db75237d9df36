import ical from 'ical-generator';
import type { TaskDocument } from '../../activities/store/documents';
import { processNames } from './task-row';
import type { Services } from './services';
import { tasksOfView } from './task-filter';
import type { Viewer } from './viewer';

const MOST = 500;
const HOUR_MS = 3_600_000;

/** The viewer's open tasks with a due date as an iCalendar: process, step and branch, nothing about anybody. */
export async function calendarOf(services: Services, viewer: Viewer, origin: string): Promise<string> {
  const { store } = services;
  const [mine, group] = await Promise.all([tasksOfView(services, viewer, 'mine'), tasksOfView(services, viewer, 'group')]);
  const tasks = await store.tasks.find({ $and: [{ $or: [mine, group] }, { due: { $exists: true } }] }, { sort: { due: 1 }, limit: MOST, without: ['inputs'] });
  const [names, branches] = await Promise.all([processNames(services, tasks.map((task) => task.processId)), store.branches.byIds(tasks.map((task) => task.branchId))]);
  const branchOf = new Map(branches.map((branch) => [branch._id, branch.name]));
  const english = viewer.person.locale === 'en';
  const say = ({ zh, en }: { readonly zh: string; readonly en?: string }): string => (english ? (en ?? zh) : zh);
  const calendar = ical({ name: english ? 'Boai Flow tasks' : '博爱流程待办', prodId: { company: 'Boai Flow', product: 'tasks', language: english ? 'EN' : 'ZH' }, ttl: 3600 });
  for (const task of tasks.filter(hasDue)) {
    const branch = branchOf.get(task.branchId);
    calendar.createEvent({
      id: `${encodeURIComponent(task._id)}@boai-flow`,
      start: new Date(task.due.getTime() - HOUR_MS),
      end: task.due,
      stamp: task.openedAt,
      summary: `${say(task.name)} · ${say(names.get(task.processId) ?? { zh: task.processId })}${branch === undefined ? '' : `（${branch}）`}`,
      url: `${origin}/tasks/${encodeURIComponent(task._id)}`,
    });
  }
  return calendar.toString();
}

function hasDue(task: TaskDocument): task is TaskDocument & { readonly due: Date } {
  return task.due !== undefined;
}
