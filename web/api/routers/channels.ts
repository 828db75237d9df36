import { randomUUID } from 'node:crypto';
import { Type, type Static } from '@sinclair/typebox';
import { hastenNoticeDelivery } from '../../../client/notice-delivery';
import { EMAIL_CHANNEL, subjectOfChannel } from '../../../activities/store/delivery/channels';
import type { ChannelDocument } from '../../../activities/store/delivery/documents';
import type { ChannelView } from '../delivery-contract';
import { Names } from '../names';
import { closed, id, parse } from '../parse';
import { notFound, Refusal } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { Timing } from '../timing-schema';

const Change = closed({
  kind: Type.Optional(Type.Union([Type.Literal('wecom'), Type.Literal('dingtalk'), Type.Literal('webhook')])),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  enabled: Type.Boolean(),
  url: Type.Optional(Type.String({ minLength: 8, maxLength: 1000, pattern: '^https?://' })),
  secret: Type.Optional(Type.Union([Type.Null(), Type.String({ minLength: 8, maxLength: 200 })])),
  branchId: Type.Optional(Type.Union([Type.Null(), id])),
  perMinute: Type.Integer({ minimum: 1, maximum: 6000 }),
  timing: Timing,
});
type Change = Static<typeof Change>;

/** The district's ways out of the portal; their addresses are secrets that never leave again. */
export function channelRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/channels', may('manage', 'Channel'), async (call): Promise<ChannelView[]> => {
      await call.store.channels.ensureEmail();
      return views(call, await call.store.channels.all());
    })
    .post('/channels', may('manage', 'Channel'), addChannel)
    .put('/channels/:id', may('manage', 'Channel'), changeChannel)

    .delete('/channels/:id', may('manage', 'Channel'), async (call) => {
      const channel = await channelOf(call);
      if (channel._id === EMAIL_CHANNEL) throw new Refusal('InvalidInput', { zh: '电子邮件渠道不能删除，可以停用。', en: 'The e-mail channel can’t be deleted; disable it instead.' });
      await call.store.channels.remove(channel._id);
      await call.store.notificationSettings.forgetChannel(channel._id);
      await call.store.personal.forget(subjectOfChannel(channel._id));
      await audit(call, 'channel.removed', channel._id);
    })

    .post('/channels/:id/test', may('manage', 'Channel'), testChannel);
}

async function addChannel(call: Call): Promise<ChannelView> {
  const { kind, url, ...change } = parse(Change, call.request.body);
  if (kind === undefined || url === undefined) throw new Refusal('InvalidInput', { zh: '请选择类型并填写地址。', en: 'Choose a kind and enter the address.' });
  const _id = `channel-${randomUUID()}`;
  await mustBeBranch(call, change);
  const sealed = await sealedOf(call, _id, { ...change, url });
  const channel: ChannelDocument = { _id, kind, host: '', failures: 0, minute: 0, sentInMinute: 0, ...plain(change), ...sealed };
  await call.store.channels.insert(channel);
  await audit(call, 'channel.added', _id);
  call.response.status(201);
  return view(call, channel);
}

async function changeChannel(call: Call): Promise<ChannelView> {
  const channel = await channelOf(call);
  const change = parse(Change, call.request.body);
  await mustBeBranch(call, change);
  const gone = [...(change.secret === null ? ['secret' as const] : []), ...(change.branchId === null ? ['branchId' as const] : [])];
  // Whoever changes it believes that it works now.
  const changed = await call.store.channels.change(channel._id, { ...plain(change), ...(await sealedOf(call, channel._id, change)), failures: 0 }, [...gone, 'pausedUntil', 'lastError']);
  await audit(call, 'channel.changed', channel._id);
  return view(call, changed ?? channel);
}

/** Sends a message by the way that every other takes: to the administrator who asks, or into the group. */
async function testChannel(call: Call): Promise<{ readonly deliveryId: string }> {
  const { store, viewer, at } = call;
  const channel = await channelOf(call);
  if (channel._id === EMAIL_CHANNEL && (await store.notificationSettings.byId(viewer.id))?.email === undefined) throw new Refusal('InvalidInput', { zh: '请先在“我的账号”里填写自己的邮箱，测试邮件会发到那里。', en: 'Enter your own mail address under “My account” first: the test goes there.' });
  const deliveryId = `test/${randomUUID()}`;
  const isGroup = channel.kind === 'wecom' || channel.kind === 'dingtalk';
  await store.deliveries.insert({ _id: deliveryId, channelId: channel._id, recipient: isGroup ? 'channel' : viewer.id, state: 'planned', dueAt: at, nextAt: at, attempts: 0, plannedAt: at });
  await store.channels.change(channel._id, { failures: 0 }, ['pausedUntil']);
  hasten(call);
  call.response.status(202);
  return { deliveryId };
}

/** Nobody waits for it: it is looked at a little later anyway. */
export function hasten({ temporal, log }: Pick<Call, 'temporal' | 'log'>): void {
  void hastenNoticeDelivery(temporal).catch((error: unknown) => log.warn({ err: error }, 'The delivery of notices could not be hastened'));
}

async function sealedOf({ store }: Call, channelId: string, { url, secret }: Pick<Change, 'url' | 'secret'>): Promise<Pick<ChannelDocument, 'url' | 'secret'> & { readonly host?: string }> {
  if (url !== undefined && !URL.canParse(url)) throw new Refusal('InvalidInput', { zh: '地址不正确。', en: 'The address is not right.' });
  const values = { ...(url === undefined ? {} : { url }), ...(typeof secret === 'string' ? { secret } : {}) };
  return { ...(await store.personal.seal(subjectOfChannel(channelId), values, ['/url', '/secret'])), ...(url === undefined ? {} : { host: new URL(url).host }) };
}

function plain({ name, enabled, branchId, perMinute, timing }: Change): Pick<ChannelDocument, 'name' | 'enabled' | 'perMinute' | 'timing'> & { readonly branchId?: string } {
  return { name: name.trim(), enabled, perMinute, timing, ...(typeof branchId === 'string' ? { branchId } : {}) };
}

async function mustBeBranch({ store }: Call, { branchId }: Pick<Change, 'branchId'>): Promise<void> {
  if (typeof branchId === 'string' && (await store.branches.byId(branchId)) === undefined) throw notFound({ zh: '基层组织', en: 'The branch' });
}

async function channelOf(call: Call): Promise<ChannelDocument> {
  const channel = await call.store.channels.byId(call.param('id'));
  if (channel === undefined) throw notFound({ zh: '通知渠道', en: 'The channel' });
  return channel;
}

async function view(call: Call, channel: ChannelDocument): Promise<ChannelView> {
  const [first] = await views(call, [channel]);
  if (first === undefined) throw new Error(`Channel "${channel._id}" has no view`);
  return first;
}

async function views(call: Call, channels: readonly ChannelDocument[]): Promise<ChannelView[]> {
  const names = await Names.of(call, [], channels.map(({ branchId }) => branchId));
  return channels.map(({ _id, kind, name, enabled, host, secret, branchId, perMinute, timing, pausedUntil, lastSentAt, lastError }) => ({
    id: _id, kind, name, enabled, host, hasSecret: secret !== undefined, perMinute, timing, ready: kind !== 'email' || call.config.mail,
    ...(branchId === undefined ? {} : { branch: names.branch(branchId) }),
    ...(pausedUntil === undefined ? {} : { pausedUntil: pausedUntil.toISOString() }),
    ...(lastSentAt === undefined ? {} : { lastSentAt: lastSentAt.toISOString() }),
    ...(lastError === undefined ? {} : { lastError }),
  }));
}

function audit(call: Call, action: string, subject: string): Promise<void> {
  return call.store.audit.add({ at: call.at, by: call.viewer.id, action, subject, detail: {} });
}
