import type { MailSettings } from '../../config/mail';
import type { Store } from '../store/connect-store';
import { planDeliveries } from './plan-deliveries';
import { sendDue, type Sending } from './send-due';
import { mailSender } from './senders/mail';
import { dingtalkSender, wecomSender } from './senders/robots';
import { webhookSender } from './senders/webhook';

export interface DeliveryParts {
  readonly store: Store;
  readonly zone: string;
  /** Origin of the portal, for links. */
  readonly origin?: string | undefined;
  readonly mail?: MailSettings | undefined;
  /** Hosts that may be called though they are not public. */
  readonly httpHosts: readonly string[];
  readonly now?: () => Date;
}

/** How long one call works before it lets others have its place. */
const SHIFT_MS = 20_000;

export interface NoticeDeliverer {
  /** Plans the deliveries of new notices and sends what is due; says whether something due is left. */
  run(): Promise<{ readonly more: boolean }>;
  /** Begins no further message; what is under way is finished. */
  finish(): void;
  /** Ends the connections to the mail gateway. */
  close(): void;
}

/** Brings notices to people outside the portal. Any number may run at once, and be killed at any moment. */
export function noticeDeliverer({ store, zone, origin, mail, httpHosts, now = () => new Date() }: DeliveryParts): NoticeDeliverer {
  const mailing = mailSender(mail);
  const senders = { email: mailing.send, wecom: wecomSender(httpHosts), dingtalk: dingtalkSender(httpHosts, now), webhook: webhookSender(httpHosts, now) };
  const sending: Sending = { store, senders, zone, origin, now };
  let finishing = false;
  return {
    run: async () => {
      const until = Date.now() + SHIFT_MS;
      const shiftIsOver = (): boolean => finishing || Date.now() >= until;
      let planned: number;
      do planned = await planDeliveries({ store, zone }, now());
      while (planned > 0 && !shiftIsOver());
      const channels = await store.channels.enabled();
      const left = await Promise.all(channels.map((channel) => sendDue(sending, channel, shiftIsOver)));
      return { more: planned > 0 || left.includes(true) };
    },
    finish: () => {
      finishing = true;
    },
    close: mailing.close,
  };
}
