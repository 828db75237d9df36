import { Type } from '@sinclair/typebox';
import { literally } from '../../../activities/store/people';
import { pageOfTasks } from '../../../activities/store/inbox';
import type { Page, TaskRow, TaskSummary } from '../contract';
import { closed, id, paging, parse, parseQuery } from '../parse';
import { forbidden } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { principalOf } from '../stand-ins';
import { claimedByOther, mustBeWorkable, visibleTask, whyLost } from '../task-access';
import { assign } from '../task-assignment';
import { taskDetail } from '../task-detail';
import { dueWithin, isCall, tasksOfView } from '../task-filter';
import { taskRows } from '../task-row';
import { unreadFilter } from '../notification-filter';

const ListQuery = closed({
  view: Type.Optional(Type.Union([Type.Literal('mine'), Type.Literal('group'), Type.Literal('done'), Type.Literal('all'), Type.Literal('calls')])),
  due: Type.Optional(Type.Union([Type.Literal('overdue'), Type.Literal('today'), Type.Literal('week')])),
  process: Type.Optional(id),
  element: Type.Optional(id),
  sort: Type.Optional(Type.Union([Type.Literal('due'), Type.Literal('priority')])),
  branch: Type.Optional(id),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...paging,
});
const AtRevision = closed({ revision: Type.Integer({ minimum: 0 }) });
const Reassignment = closed({ to: id, revision: Type.Integer({ minimum: 0 }) });

/** The inbox, and who works on what. */
export function taskRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/tasks', may('read', 'Task'), listTasks)
    .get('/tasks/summary', may('read', 'Task'), summary)
    .get('/tasks/:id', may('read', 'Task'), async (call) => taskDetail(call, call.viewer, await visibleTask(call, call.viewer, call.param('id'))))

    .post('/tasks/:id/claim', may('claim', 'Task'), async (call) => {
      const { revision } = parse(AtRevision, call.request.body);
      const task = await visibleTask(call, call.viewer, call.param('id'));
      await mustBeWorkable(call, call.viewer, task);
      if (!call.viewer.can('claim', 'Task', task)) throw forbidden();
      return changed(call, task._id, await call.store.tasks.claim(task._id, call.viewer.id, revision, principalOf(call.viewer, task)));
    })

    .post('/tasks/:id/release', may('read', 'Task'), async (call) => {
      const { revision } = parse(AtRevision, call.request.body);
      const task = await visibleTask(call, call.viewer, call.param('id'));
      if (task.claimedBy !== call.viewer.id) throw task.claimedBy === undefined ? forbidden({ zh: '您没有认领这项任务。', en: 'You have not claimed this task.' }) : await claimedByOther(call, task);
      return changed(call, task._id, await call.store.tasks.release(task._id, call.viewer.id, revision));
    })

    .post('/tasks/:id/assignment', may('reassign', 'Task'), reassign);
}

async function listTasks(call: Call): Promise<Page<TaskRow>> {
  const { view = 'mine', due, process, element, sort, branch, q, page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const filter = {
    $and: [
      await tasksOfView(call, call.viewer, view),
      ...(due === undefined ? [] : [dueWithin(due, call.at, call.config.zone)]),
      ...(process === undefined ? [] : [{ processId: process }]),
      ...(element === undefined ? [] : [{ elementId: element }]),
      ...(branch === undefined ? [] : [{ branchId: branch }]),
      ...(q === undefined || q === '' ? [] : [{ $or: [{ title: literally(q) }, { titleEn: literally(q) }, { 'name.zh': literally(q) }, { 'name.en': literally(q) }] }]),
    ],
  };
  const { rows, total } = await pageOfTasks(call.store.tasks, filter, page, size, view === 'done' ? 'closed' : (sort ?? (view === 'calls' ? 'priority' : 'due')));
  return { rows: await taskRows(call, rows), total, page, size };
}

async function summary(call: Call): Promise<TaskSummary> {
  const { store, viewer, at, config } = call;
  const [mineFilter, groupFilter] = await Promise.all([tasksOfView(call, viewer, 'mine'), tasksOfView(call, viewer, 'group')]);
  const both = { $or: [mineFilter, groupFilter] };
  const count = (filter: object) => store.tasks.count(filter);
  const [overdue, today, week, mine, group, calls, started, unreadNotifications] = await Promise.all([
    ...(['overdue', 'today', 'week'] as const).map((within) => count({ $and: [both, dueWithin(within, at, config.zone)] })),
    count(mineFilter),
    count(groupFilter),
    count({ $and: [isCall, both] }),
    store.instances.count({ startedBy: viewer.id, status: 'running' }),
    store.notifications.count(unreadFilter(viewer)),
  ]);
  return { overdue: overdue ?? 0, today: today ?? 0, week: week ?? 0, mine: mine ?? 0, group: group ?? 0, calls: calls ?? 0, started: started ?? 0, unreadNotifications: unreadNotifications ?? 0 };
}

async function reassign(call: Call): Promise<TaskRow> {
  // Asked before the body, as everywhere.
  const task = await visibleTask(call, call.viewer, call.param('id'));
  call.viewer.mustBeAbleTo('reassign', 'Task', task);
  const { to, revision } = parse(Reassignment, call.request.body);
  return changed(call, task._id, await assign(call, { taskId: task._id, to, revision }));
}

async function changed(call: Call, taskId: string, task: Awaited<ReturnType<Services['store']['tasks']['claim']>>): Promise<TaskRow> {
  if (task === undefined) throw await whyLost(call, call.viewer, taskId);
  const [row] = await taskRows(call, [task]);
  if (row === undefined) throw new Error(`Task "${taskId}" has no row`);
  return row;
}
