import { Type } from '@sinclair/typebox';
import type { ChannelDocument } from '../../../activities/store/delivery/documents';
import { subjectOfPerson } from '../../../activities/store/personal-subjects';
import type { NotificationSettings } from '../delivery-contract';
import { closed, id, parse } from '../parse';
import { Refusal } from '../refusal';
import { Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { Timing } from '../timing-schema';

const Change = closed({
  email: Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: 200, pattern: '^[^\\s@<>",;:]+@[^\\s@<>",;:]+\\.[^\\s@<>",;:]+$' })])),
  channels: Type.Array(id, { maxItems: 20, uniqueItems: true }),
  timing: Timing,
});

/** How the viewer wants to be reached outside the portal. */
export function notificationSettingsRoutes(services: Services): Routes {
  return new Routes(services).get('/notification-settings', signedIn, settingsOf).put('/notification-settings', signedIn, changeSettings);
}

async function settingsOf(call: Call): Promise<NotificationSettings> {
  const { store, viewer } = call;
  const [settings, offered] = await Promise.all([store.notificationSettings.byId(viewer.id), channelsFor(call)]);
  const { email } = await store.personal.open({ email: settings?.email });
  const ids = new Set(offered.map(({ _id }) => _id));
  return {
    ...(typeof email === 'string' ? { email } : {}),
    channels: (settings?.channels ?? []).filter((channel) => ids.has(channel)),
    timing: settings?.timing ?? { quiet: { from: '21:00', until: '08:00' }, digestAt: '08:30' },
    offered: offered.map(({ _id, kind, name }) => ({ id: _id, kind, name })),
  };
}

async function changeSettings(call: Call): Promise<NotificationSettings> {
  const { store, viewer } = call;
  const { email, channels, timing } = parse(Change, call.request.body);
  const offered = new Set((await channelsFor(call)).map(({ _id }) => _id));
  const unknown = channels.find((channel) => !offered.has(channel));
  if (unknown !== undefined) throw new Refusal('InvalidInput', { zh: '选择的通知渠道已不可用，请刷新后再试。', en: 'A chosen channel is not available any more; reload and try again.' });
  const before = await store.notificationSettings.byId(viewer.id);
  const sealed = typeof email === 'string' ? (await store.personal.seal(subjectOfPerson(viewer.id), { email }, ['/email'])).email : email === null ? undefined : before?.email;
  if (channels.includes('email') && sealed === undefined) throw new Refusal('InvalidInput', { zh: '请填写邮箱地址。', en: 'Enter a mail address.' });
  await store.notificationSettings.put({ _id: viewer.id, ...(sealed === undefined ? {} : { email: sealed }), channels, timing, updatedAt: call.at });
  return settingsOf(call);
}

/** Channels of the district, and those of branches at, above or below which the viewer holds a post. */
async function channelsFor({ store, viewer, config }: Call): Promise<ChannelDocument[]> {
  if (config.mail) await store.channels.ensureEmail();
  const [channels, branches] = await Promise.all([store.channels.enabled(), store.branches.byIds(viewer.posts.map(({ branchId }) => branchId))]);
  const near = new Set(branches.flatMap((branch) => [branch._id, ...branch.ancestors]));
  return channels.filter(({ kind, branchId }) => (kind !== 'email' || config.mail) && (branchId === undefined || near.has(branchId) || viewer.branches === 'all' || viewer.branches.includes(branchId)));
}
