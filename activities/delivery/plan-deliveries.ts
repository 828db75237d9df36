import type { Store } from '../store/connect-store';
import type { ChannelDocument, ChannelKind, DeliveryDocument, NotificationSettingsDocument } from '../store/delivery/documents';
import { districtDay } from '../store/district-day';
import type { NotificationDocument } from '../store/documents';
import { audienceOf } from './audience';
import { afterQuiet, sendAt } from './timing';

export interface Planning {
  readonly store: Store;
  /** IANA zone of the district. */
  readonly zone: string;
}

const BATCH = 500;
/** What nobody was told for so long is no news: it stays in the portal. */
const STALE_MS = 7 * 24 * 3600 * 1000;
/** Robots speak to a group; it hears of a notice once, however many of its people chose it. */
const GROUPS: ReadonlySet<ChannelKind> = new Set(['wecom', 'dingtalk']);

/**
 * Plans the deliveries of the oldest notices that wait for it; answers how many there were. Notices carry a mark until
 * then, so that nothing else is ever looked at; ids are made of notice, channel and recipient, so that repeating changes nothing.
 */
export async function planDeliveries({ store, zone }: Planning, now: Date): Promise<number> {
  const notices = await store.notifications.toDeliver(BATCH);
  if (notices.length === 0) return 0;
  const fresh = notices.filter((notice) => now.getTime() - notice.at.getTime() < STALE_MS);
  const [channels, audience, branches] = await Promise.all([
    store.channels.enabled(),
    audienceOf(store, fresh, districtDay(now)),
    store.branches.byIds(fresh.map((notice) => notice.branchId)),
  ]);
  const above = new Map(branches.map((branch) => [branch._id, [branch._id, ...branch.ancestors]]));
  const concerns = (channel: ChannelDocument, notice: NotificationDocument): boolean => channel.branchId === undefined || (above.get(notice.branchId) ?? []).includes(channel.branchId);
  const deliveries = fresh.flatMap((notice) => {
    const people = audience.of(notice);
    return channels.filter((channel) => concerns(channel, notice)).flatMap((channel) => ofChannel(channel, notice, people, { zone, now }));
  });
  await store.deliveries.plan(deliveries);
  await store.notifications.seenTo(notices.map((notice) => notice._id));
  return notices.length;
}

function ofChannel(channel: ChannelDocument, notice: NotificationDocument, people: readonly NotificationSettingsDocument[], { zone, now }: { readonly zone: string; readonly now: Date }): DeliveryDocument[] {
  const chosenBy = people.filter(({ channels, email }) => channels.includes(channel._id) && (channel.kind !== 'email' || email !== undefined));
  const first = chosenBy[0];
  if (first === undefined) return [];
  const targets = GROUPS.has(channel.kind) ? [{ _id: 'channel', timing: channel.timing }] : chosenBy;
  return targets.map(({ _id: recipient, timing }): DeliveryDocument => {
    const wanted = sendAt(notice, timing, zone);
    const dueAt = wanted > now ? wanted : afterQuiet(now, timing, zone);
    return { _id: `${notice._id}>${channel._id}>${recipient}`, noticeId: notice._id, channelId: channel._id, recipient, state: 'planned', dueAt, nextAt: dueAt, attempts: 0, plannedAt: now };
  });
}
