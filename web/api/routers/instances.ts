import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { cancelInstance } from '../../../client/updates';
import { literally } from '../../../activities/store/people';
import type { Filter } from '../../../activities/store/collection';
import type { InstanceDocument } from '../../../activities/store/documents';
import { commentViews } from '../comment-views';
import type { CommentView, InstanceRow, Page } from '../contract';
import { mayCancel, visibleInstance } from '../instance-access';
import { instanceDetail } from '../instance-detail';
import { instanceRows } from '../instance-row';
import { whatNext } from '../next-tasks';
import { closed, id, paging, parse, parseQuery } from '../parse';
import { forbidden, notFound, Refusal } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { inSight, type Viewer } from '../viewer';

const SORTS = { updatedAt: 'updatedAt', startedAt: 'startedAt', due: 'due', title: 'title', endedAt: 'endedAt' } as const;
const ListQuery = closed({
  view: Type.Optional(Type.Union([Type.Literal('started'), Type.Literal('branch'), Type.Literal('all')])),
  status: Type.Optional(Type.Union([Type.Literal('running'), Type.Literal('completed'), Type.Literal('cancelled'), Type.Literal('failed')])),
  process: Type.Optional(id),
  branch: Type.Optional(id),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  incidents: Type.Optional(Type.Literal('1')),
  sort: Type.Optional(Type.String({ pattern: '^-?(updatedAt|startedAt|due|title|endedAt)$' })),
  ...paging,
});
const Reason = closed({ reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }) });
const NewComment = closed({ text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }), taskId: Type.Optional(id) });

/** Running and ended instances. */
export function instanceRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/instances', may('read', 'Instance'), listInstances)
    .get('/instances/:id', may('read', 'Instance'), async (call) => instanceDetail(call, call.viewer, await visibleInstance(call, call.viewer, call.param('id'))))

    .get('/instances/:id/next', may('read', 'Instance'), async (call) => whatNext(call, call.viewer, await visibleInstance(call, call.viewer, call.param('id'))))

    .post('/instances/:id/cancellation', may('cancel', 'Instance'), async (call) => {
      const instance = await visibleInstance(call, call.viewer, call.param('id'));
      if (instance.status !== 'running') throw new Refusal('NotRunning', { zh: '该事项已经结束。', en: 'This has ended already.' });
      if (!(await mayCancel(call, call.viewer, instance))) throw forbidden();
      const { reason } = parse(Reason, call.request.body);
      const { seq, visible } = await cancelInstance(call.temporal, instance._id, { by: call.viewer.id, reason: reason.trim() });
      return { seq, visible };
    })

    .get('/instances/:id/comments', may('read', 'Instance'), async (call): Promise<CommentView[]> => {
      const instance = await visibleInstance(call, call.viewer, call.param('id'));
      return commentViews(call, await call.store.comments.ofInstance(instance._id));
    })

    .post('/instances/:id/comments', may('comment', 'Instance'), addComment);
}

async function listInstances(call: Call): Promise<Page<InstanceRow>> {
  const { view = 'all', status, process, branch, q, incidents, sort = '-updatedAt', page = 1, size = 20 } = parseQuery(ListQuery, call.request.query);
  const filter: Filter<InstanceDocument> = {
    $and: [
      instancesOfView(call.viewer, view),
      ...(status === undefined ? [] : [{ status }]),
      process === undefined ? { processId: { $nin: await backgroundProcesses(call) } } : { processId: process },
      ...(branch === undefined ? [] : [{ branchId: branch }]),
      ...(q === undefined || q === '' ? [] : [{ $or: [{ title: literally(q) }, { titleEn: literally(q) }] }]),
      ...(incidents === undefined ? [] : [{ incidents: { $gt: 0 } }]),
    ],
  };
  const field = SORTS[sort.replace(/^-/, '') as keyof typeof SORTS];
  const { store } = call;
  const [rows, total] = await Promise.all([
    store.instances.find(filter, { sort: { [field]: sort.startsWith('-') ? -1 : 1, _id: 1 }, skip: (page - 1) * size, limit: size, without: ['state'] }),
    store.instances.count(filter),
  ]);
  return { rows: await instanceRows(call, call.viewer, rows), total, page, size };
}

/** Processes that run by themselves beside people's work: listed only when asked for by name. */
async function backgroundProcesses({ store }: Call): Promise<string[]> {
  const definitions = await store.definitions.find({ latest: true }, { without: ['xml'] });
  const plans = await Promise.all(definitions.map(({ planHash }) => store.plans.byHash(planHash)));
  return plans.filter(({ properties }) => properties['boai:background'] === 'true').map(({ id }) => id);
}

function instancesOfView(viewer: Viewer, view: 'started' | 'branch' | 'all'): Filter<InstanceDocument> {
  if (view === 'started') return { startedBy: viewer.id };
  if (view === 'branch') return { branchId: { $in: viewer.posts.map((post) => post.branchId) } };
  return viewer.branches === 'all' ? {} : { $or: [inSight(viewer), { startedBy: viewer.id }] };
}

async function addComment(call: Call): Promise<CommentView> {
  const instance = await visibleInstance(call, call.viewer, call.param('id'));
  call.viewer.mustBeAbleTo('comment', 'Instance', instance);
  const { text, taskId } = parse(NewComment, call.request.body);
  if (taskId !== undefined && (await call.store.tasks.byId(taskId))?.instanceId !== instance._id) throw notFound({ zh: '任务', en: 'The task' });
  const comment = { _id: randomUUID(), instanceId: instance._id, ...(taskId === undefined ? {} : { taskId }), by: call.viewer.id, text: text.trim(), at: call.at };
  await call.store.comments.insert(comment);
  const [view] = await commentViews(call, [comment]);
  if (view === undefined) throw new Error('A comment has no view');
  call.response.status(201);
  return view;
}
