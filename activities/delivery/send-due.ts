import { EMAIL_CHANNEL, subjectOfChannel } from '../store/delivery/channels';
import type { ChannelDocument, ChannelKind, DeliveryDocument, Timing } from '../store/delivery/documents';
import type { Store } from '../store/connect-store';
import type { PersonDocument } from '../store/documents';
import { ChannelAway, Undeliverable } from './failures';
import { letterOf, subjectsOf, testLetter, type Letter, type Writing } from './letter';
import type { Sender, Target } from './senders/sender';
import { afterQuiet } from './timing';

export interface Sending {
  readonly store: Store;
  readonly senders: Readonly<Record<ChannelKind, Sender>>;
  readonly zone: string;
  readonly origin: string | undefined;
  readonly now: () => Date;
}

/** Messages under way at once; robots take one after the other. */
const AT_ONCE: Readonly<Record<ChannelKind, number>> = { email: 4, webhook: 4, wecom: 1, dingtalk: 1 };
/** Refused so often, a message is given up and shown; being away counts by time alone. */
const MOST_REFUSALS = 8;
const LONGEST_AWAY_MS = 3 * 24 * 3600 * 1000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3600_000;

/**
 * Sends what is due through one channel until nothing is, its turns of the minute are used, it turns out to be away, or
 * the shift is over. True when something due is left.
 */
export async function sendDue(sending: Sending, channel: ChannelDocument, shiftIsOver: () => boolean): Promise<boolean> {
  const { store, now } = sending;
  const running = new Set<Promise<boolean>>();
  let reachable = channel.pausedUntil === undefined || channel.pausedUntil <= now();
  let left = false;
  while (reachable && !shiftIsOver()) {
    const delivery = await store.deliveries.take(channel._id, now());
    if (delivery === undefined) break;
    if (!(await store.channels.takeTurn(channel, now()))) {
      await store.deliveries.putBack(delivery._id, now());
      left = true;
      break;
    }
    const attempt = sendOne(sending, channel, delivery);
    running.add(attempt);
    void attempt.then((ok) => {
      running.delete(attempt);
      reachable &&= ok;
    });
    if (running.size >= AT_ONCE[channel.kind]) await Promise.race(running);
  }
  await Promise.all(running);
  return left || (reachable && shiftIsOver());
}

/** One attempt, its outcome written down. False when the channel is away. */
async function sendOne(sending: Sending, channel: ChannelDocument, delivery: DeliveryDocument): Promise<boolean> {
  const { store, now, zone } = sending;
  try {
    const { person, timing, target } = await recipientOf(store, channel, delivery);
    const later = delivery.noticeId === undefined ? now() : afterQuiet(now(), timing, zone);
    if (later > now()) {
      await store.deliveries.putBack(delivery._id, later);
      return true;
    }
    const letter = await written(sending, delivery, person);
    if (letter === undefined) {
      await store.deliveries.end(delivery._id, 'dropped', {});
      return true;
    }
    await sending.senders[channel.kind](letter, target);
    await store.deliveries.end(delivery._id, 'sent', { sentAt: now(), count: Math.max(1, letter.items.length) });
    await store.channels.worked(channel._id, now());
    return true;
  } catch (error) {
    return failed(sending, channel, delivery, error instanceof Error ? error : new Error('Failed'));
  }
}

async function failed({ store, now }: Sending, channel: ChannelDocument, delivery: DeliveryDocument, error: Error): Promise<boolean> {
  const isAway = error instanceof ChannelAway;
  const tooLong = now().getTime() - delivery.dueAt.getTime() > LONGEST_AWAY_MS;
  if (error instanceof Undeliverable || tooLong || (!isAway && delivery.attempts >= MOST_REFUSALS)) await store.deliveries.end(delivery._id, 'given-up', { error: error.message });
  else await store.deliveries.tryAgain(delivery._id, new Date(now().getTime() + pauseMs(delivery.attempts, isAway)), error.message);
  if (isAway) await store.channels.away(channel, error.message, now());
  return !isAway;
}

/** A channel that is away is paused as a whole: its messages need no long pauses of their own. */
function pauseMs(attempts: number, isAway: boolean): number {
  return isAway ? FIRST_PAUSE_MS / 3 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
}

interface Recipient {
  readonly person: PersonDocument | undefined;
  readonly timing: Timing;
  readonly target: Target;
}

async function recipientOf(store: Store, channel: ChannelDocument, { recipient }: DeliveryDocument): Promise<Recipient> {
  const { url, secret } = (await store.personal.open({ url: channel.url, secret: channel.secret })) as { readonly url?: string | null; readonly secret?: string | null };
  if (channel._id !== EMAIL_CHANNEL && typeof url !== 'string') throw new Undeliverable(`The key of ${subjectOfChannel(channel._id)} is gone`);
  const of = { ...(typeof url === 'string' ? { url } : {}), ...(typeof secret === 'string' ? { secret } : {}) };
  if (recipient === 'channel') return { person: undefined, timing: channel.timing, target: of };
  const [person, settings] = await Promise.all([store.people.byId(recipient), store.notificationSettings.byId(recipient)]);
  if (person === undefined || person.disabled) throw new Undeliverable('The account is disabled');
  const { email } = await store.personal.open({ email: settings?.email });
  return { person, timing: settings?.timing ?? {}, target: { ...of, recipient, ...(typeof email === 'string' ? { to: email } : {}) } };
}

/** Undefined when all that it was about is done. */
async function written({ store, origin }: Sending, delivery: DeliveryDocument, person: PersonDocument | undefined): Promise<Letter | undefined> {
  const writing: Writing = { locale: person?.locale ?? 'zh', origin };
  if (delivery.noticeId === undefined) return testLetter(delivery._id, writing);
  const parts = await store.deliveries.ofMessage(delivery._id);
  const notices = await store.notifications.find({ _id: { $in: parts.flatMap(({ noticeId }) => noticeId ?? []) } }, { sort: { at: 1, _id: 1 } });
  const subjects = await subjectsOf(store, notices);
  return subjects.length === 0 ? undefined : letterOf(delivery._id, subjects, writing);
}
