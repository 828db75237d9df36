import { Type } from '@sinclair/typebox';
import type { TaskDocument } from '../../../activities/store/documents';
import { numberOfRecord } from '../../../activities/sms/number-of-record';
import { isByLink } from '../by-link';
import type { LinkMade, LinkOffer, LinkRow } from '../contract';
import { linkRows, makeLink, type LinkWish } from '../links';
import { maskedAs } from '../masking';
import { closed, id, parse } from '../parse';
import { latestDefinition, mayStart, mayStartFor } from '../process-access';
import { forbidden, notFound, Refusal } from '../refusal';
import { may, Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { mustBeWorkable, visibleTask } from '../task-access';

const MOST_DAYS = 30;
const wishes = {
  label: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  days: Type.Integer({ minimum: 1, maximum: MOST_DAYS }),
  phone: Type.Optional(Type.String({ pattern: '^1[3-9]\\d{9}$' })),
};
const TaskLink = closed({ ...wishes, sms: Type.Optional(Type.Boolean()) });
const StartLink = closed({ ...wishes, branchId: id });

/** Links by which somebody without an account fills in one form: made, listed and taken back by those who could fill it in themselves. */
export function linkRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/tasks/:id/links', may('read', 'Task'), async (call) => {
      const task = await taskByLink(call);
      return offer(call, await linkRows(call, await call.store.links.ofTask(task._id), task), task.record);
    })
    .post('/tasks/:id/links', may('complete', 'Task'), makeTaskLink)
    .get('/processes/:id/links', may('start', 'Process'), async (call) => {
      const processId = call.param('id');
      const { plan } = await latestDefinition(call, processId);
      if (!isByLink(plan) || !mayStart(call.viewer, plan)) throw notByLink();
      return offer(call, await startLinks(call, processId));
    })
    .post('/processes/:id/links', may('start', 'Process'), makeStartLink)
    .post('/links/:id/revocation', signedIn, revoke);
}

async function offer({ config, store }: Call, links: readonly LinkRow[], record?: string): Promise<LinkOffer> {
  const number = config.sms === undefined || record === undefined ? undefined : await numberOfRecord(store, record);
  return { links, mostDays: MOST_DAYS, sms: config.sms !== undefined, ...(number === undefined ? {} : { number: maskedAs('mobile', number) }) };
}

function notByLink(): Refusal {
  return forbidden({ zh: '这张表单不能通过链接填写。', en: 'This form can’t be filled in by a link.' });
}

async function taskByLink(call: Call): Promise<TaskDocument> {
  const { store, viewer } = call;
  const task = await visibleTask(call, viewer, call.param('id'));
  const [instance] = await store.instances.find({ _id: task.instanceId }, { without: ['state'], limit: 1 });
  const plan = instance === undefined ? undefined : await store.plans.byHash(instance.planHash);
  if (task.formHash === undefined || !isByLink(plan?.elements[task.elementId])) throw notByLink();
  return task;
}

async function makeTaskLink(call: Call): Promise<LinkMade> {
  const wish = parse(TaskLink, call.request.body) as LinkWish;
  const task = await taskByLink(call);
  await mustBeWorkable(call, call.viewer, task);
  const earlier = await linkRows(call, await call.store.links.ofTask(task._id), task);
  call.response.status(201);
  return makeLink(call, { kind: 'task', taskId: task._id, processId: task.processId, branchId: task.branchId }, earlier, wish, task.record);
}

async function makeStartLink(call: Call): Promise<LinkMade> {
  const { branchId, ...wish } = parse(StartLink, call.request.body);
  const processId = call.param('id');
  const { plan } = await latestDefinition(call, processId);
  if (!isByLink(plan)) throw notByLink();
  const branch = await call.store.branches.byId(branchId);
  if (branch === undefined) throw notFound({ zh: '组织', en: 'The branch' });
  if (!mayStartFor(call.viewer, plan, branch)) throw forbidden({ zh: '您不能为这个组织发起此流程。', en: 'You may not start this process for this branch.' });
  call.response.status(201);
  return makeLink(call, { kind: 'start', processId, branchId }, await startLinks(call, processId), wish as LinkWish);
}

async function startLinks(call: Call, processId: string): Promise<LinkRow[]> {
  return linkRows(call, await call.store.links.ofStarter(processId, call.viewer.id), undefined);
}

/** Its maker, or whoever may do the task. */
async function revoke(call: Call): Promise<LinkRow> {
  const { store, viewer, at } = call;
  const link = await store.links.byId(call.param('id'));
  const task = link?.taskId === undefined ? undefined : await store.tasks.byId(link.taskId);
  const isTheirs = link !== undefined && (link.createdBy === viewer.id || (task !== undefined && viewer.can('complete', 'Task', task)));
  if (!isTheirs) throw notFound({ zh: '链接', en: 'The link' });
  if (await store.links.revoke(link._id, viewer.id, at)) {
    await store.audit.add({ at, by: viewer.id, action: 'link.revoked', subject: link.taskId ?? link.processId, branchId: link.branchId, detail: { link: link._id } });
  } else if (link.revokedAt === undefined) {
    throw new Refusal('LinkUsed', { zh: '对方已经提交，链接不能再收回。', en: 'It has been handed in already; the link can’t be taken back.' });
  }
  const [row] = await linkRows(call, [(await store.links.byId(link._id)) ?? link], task);
  if (row === undefined) throw new Error(`Link "${link._id}" has no row`);
  return row;
}
