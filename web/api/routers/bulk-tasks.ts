import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { districtDay } from '../../../activities/store/district-day';
import type { TaskDocument } from '../../../activities/store/documents';
import { groupsOf, postsOn } from '../../../activities/store/posts';
import type { LocalText } from '../../../workflows/engine/plan';
import type { BulkReminded, BulkResult } from '../delivery-contract';
import { refusalOf } from '../errors';
import { closed, id, parse } from '../parse';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { visibleTask } from '../task-access';
import { assign } from '../task-assignment';

const MOST = 200;
const Assignment = closed({ tasks: Type.Array(closed({ id, revision: Type.Integer({ minimum: 0 }) }), { minItems: 1, maxItems: MOST }), to: id });
const Reminders = closed({ ids: Type.Array(id, { minItems: 1, maxItems: MOST, uniqueItems: true }) });
const HOUR_MS = 3_600_000;

/** The same for many tasks at once; one that is refused does not hold up the others. */
export function bulkTaskRoutes(services: Services): Routes {
  return new Routes(services)
    .post('/tasks/bulk/assignment', may('reassign', 'Task'), async (call): Promise<BulkResult> => {
      const { tasks, to } = parse(Assignment, call.request.body);
      const { done, refused } = await each(tasks, ({ id: taskId }) => taskId, (task) => assign(call, { taskId: task.id, to, revision: task.revision }));
      return { done: done.length, refused };
    })

    .post('/tasks/bulk/reminders', may('remind', 'Task'), async (call): Promise<BulkReminded> => {
      const { ids } = parse(Reminders, call.request.body);
      const { done, refused } = await each(ids, (taskId) => taskId, (taskId) => remind(call, taskId));
      return { sent: sum(done.map(({ sent }) => sent)), held: sum(done.map(({ held }) => held)), refused };
    });
}

async function each<T, R>(items: readonly T[], idOf: (item: T) => string, act: (item: T) => Promise<R>): Promise<{ readonly done: readonly R[]; readonly refused: BulkResult['refused'] }> {
  const done: R[] = [];
  const refused: { readonly id: string; readonly why: LocalText }[] = [];
  for (const item of items) {
    try {
      done.push(await act(item));
    } catch (error) {
      const refusal = refusalOf(error);
      // An engine that is away is nobody's mistake in the list.
      if (refusal === undefined || refusal.code === 'Unavailable') throw error;
      refused.push({ id: idOf(item), why: refusal.text });
    }
  }
  return { done, refused };
}

/** Reminds those who can do the task, each at most once in the district's interval. */
async function remind(call: Call, taskId: string): Promise<{ readonly sent: number; readonly held: number }> {
  const { store, viewer, at, config } = call;
  const task = await visibleTask(call, viewer, taskId);
  viewer.mustBeAbleTo('remind', 'Task', task);
  if (task.state !== 'open') return { sent: 0, held: 0 };
  const since = new Date(at.getTime() - config.remindEveryHours * HOUR_MS);
  const people = await doersOf(call, task);
  const allowed = await Promise.all(people.map((personId) => store.handReminders.mayRemind(task._id, personId, at, since)));
  const users = people.filter((_, index) => allowed[index]);
  if (users.length > 0) {
    const text = { zh: `「${task.name.zh}」请尽快办理。`, en: `"${task.name.en ?? task.name.zh}": please see to it soon.` };
    await store.notifications.insert({ _id: `hand#${randomUUID()}`, instanceId: task.instanceId, taskId: task._id, groups: [], users, kind: 'reminder', text, branchId: task.branchId, at, readBy: [], toDeliver: true });
    await store.audit.add({ at, by: viewer.id, action: 'task.reminded', subject: task._id, branchId: task.branchId, detail: { to: users } });
  }
  return { sent: users.length, held: people.length - users.length };
}

/** Who holds the task; while nobody does, who could take it. */
async function doersOf({ store, at, config }: Call, task: TaskDocument): Promise<string[]> {
  const holder = task.claimedBy ?? task.assignee;
  if (holder !== undefined) return [holder];
  const day = districtDay(at, config.zone);
  const inGroups = (await store.people.inGroups(task.groups)).filter((person) => groupsOf(postsOn(person.posts, day)).some((group) => task.groups.includes(group)));
  return [...new Set([...inGroups.map((person) => person._id), ...task.users])].filter((personId) => !task.excludedActors.includes(personId));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
