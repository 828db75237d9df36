/** The shapes of what MongoDB holds about reaching people outside the portal, and about who stands in for whom. */
import type { LocalText } from '../../../workflows/engine/plan';

export type ChannelKind = 'email' | 'wecom' | 'dingtalk' | 'webhook';

/** When messages may go out; times of day are `HH:MM` in the district's zone. */
export interface Timing {
  /** Nothing is sent between the two; it waits for the end. */
  readonly quiet?: { readonly from: string; readonly until: string };
  /** Everything but escalations is gathered until then; without it each goes out when it comes. */
  readonly digestAt?: string;
}

/** A way out of the portal that the district has set up. */
export interface ChannelDocument {
  readonly _id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly enabled: boolean;
  /** Sealed: addresses of robots carry their keys. Of e-mail there is none, its gateway is the environment's. */
  readonly url?: unknown;
  /** Sealed: signs what DingTalk robots and webhooks get. */
  readonly secret?: unknown;
  /** What may be shown of the address. */
  readonly host: string;
  /** Notices of this branch and what is under it only. */
  readonly branchId?: string;
  readonly perMinute: number;
  /** Of group robots, which have no person whose wishes count. */
  readonly timing: Timing;
  /** The other side is away: nothing is tried before then. */
  readonly pausedUntil?: Date;
  /** How often in a row it was away. */
  readonly failures: number;
  readonly lastSentAt?: Date;
  readonly lastError?: string;
  /** The minute (since the epoch) that `sentInMinute` counts. */
  readonly minute: number;
  readonly sentInMinute: number;
}

/**
 * One notice to one person through one channel, or to the group behind a robot. Those that are due together become one
 * message: the first leads it, and its id is the message's, however often it is tried.
 */
export interface DeliveryDocument {
  readonly _id: string;
  /** Absent for a test that the administrator asked for. */
  readonly noticeId?: string;
  readonly channelId: string;
  /** Person id; `channel` for a group. */
  readonly recipient: string;
  /** `gathered`: goes with the one that leads. `dropped`: what it was about is done. */
  readonly state: 'planned' | 'gathered' | 'sending' | 'sent' | 'given-up' | 'dropped';
  /** The leading delivery's id, once it is on its way. */
  readonly message?: string;
  /** Set when another one leads. */
  readonly follows?: true;
  readonly dueAt: Date;
  /** When something is to be done about it next; while it is being sent, when it counts as lost. */
  readonly nextAt: Date;
  readonly attempts: number;
  readonly plannedAt: Date;
  /** Of the leading one: how many notices the message holds. */
  readonly count?: number;
  readonly sentAt?: Date;
  /** Never holds an address. */
  readonly error?: string;
}

/** What a person chose; nobody who chose nothing gets anything but the notices in the portal. */
export interface NotificationSettingsDocument {
  /** Person id. */
  readonly _id: string;
  /** Sealed under the person's key. */
  readonly email?: unknown;
  readonly channels: readonly string[];
  readonly timing: Timing;
  readonly updatedAt: Date;
}

/** From one day to another (both included, `YYYY-MM-DD`) the deputy sees and does the tasks of a person who is away. */
export interface AbsenceDocument {
  readonly _id: string;
  readonly personId: string;
  readonly deputyId: string;
  readonly from: string;
  readonly until: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endedAt?: Date;
}

/** The secret address of somebody's calendar; only the token's hash is kept. */
export interface CalendarFeedDocument {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly readAt?: Date;
}

/** When somebody was last reminded of a task by hand. */
export interface HandReminderDocument {
  /** `task id` + `>` + person id. */
  readonly _id: string;
  readonly at: Date;
}

/** What a notice is about, as messages may tell it: nothing about persons. */
export interface NoticeSubject {
  readonly kind: 'reminder' | 'escalation' | 'notice';
  readonly process: LocalText;
  readonly step?: LocalText;
  readonly branch: string;
  /** `YYYY-MM-DD` in the district. */
  readonly due?: string;
  /** Path in the portal. */
  readonly path: string;
}
