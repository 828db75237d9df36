/** What the portal and the API say to each other about reaching people, deputies and work on many tasks at once. */
import type { LocalText } from '../../workflows/engine/plan';
import type { BranchRef, PersonRef } from './contract';

export type ChannelKind = 'email' | 'wecom' | 'dingtalk' | 'webhook';

/** Times of day are `HH:MM` in the district's zone. */
export interface Timing {
  /** Nothing is sent between the two. */
  readonly quiet?: { readonly from: string; readonly until: string };
  /** Reminders are gathered until then; escalations are not. */
  readonly digestAt?: string;
}

/** GET, PUT /api/notification-settings; PUT takes `NotificationSettingsChange`. Only one's own. */
export interface NotificationSettings {
  readonly email?: string;
  readonly channels: readonly string[];
  readonly timing: Timing;
  /** What may be chosen. */
  readonly offered: readonly { readonly id: string; readonly kind: ChannelKind; readonly name: string }[];
}

export interface NotificationSettingsChange {
  /** null removes it. */
  readonly email?: string | null;
  readonly channels: readonly string[];
  readonly timing: Timing;
}

/** GET /api/calendar-feed → CalendarFeed; POST makes a new address, shown this once, and ends the one before; DELETE ends it. The calendar itself: GET /api/calendar-feeds/<token>.ics, without signing in. */
export interface CalendarFeed {
  readonly createdAt?: string;
  readonly readAt?: string;
}

export interface NewCalendarFeed extends CalendarFeed {
  readonly url: string;
  /** SVG of the address as a QR code. */
  readonly qr: string;
}

/** GET /api/absences[?person=] → AbsenceView[]; POST { personId?, deputyId, from, until } → AbsenceView; DELETE /api/absences/:id. Another person's need the right to manage that person. */
export interface AbsenceView {
  readonly id: string;
  readonly person: PersonRef;
  readonly deputy: PersonRef;
  /** Both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
}

/** GET /api/channels → ChannelView[]; POST, PUT /api/channels/:id with ChannelChange; DELETE; POST /api/channels/:id/test → { deliveryId }. */
export interface ChannelView {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly enabled: boolean;
  /** Of its address, which is a secret, only the host. */
  readonly host: string;
  readonly hasSecret: boolean;
  readonly branch?: BranchRef;
  readonly perMinute: number;
  readonly timing: Timing;
  /** The other side is away; tried again then. */
  readonly pausedUntil?: string;
  readonly lastSentAt?: string;
  readonly lastError?: string;
  /** False for e-mail without a gateway in the environment. */
  readonly ready: boolean;
}

export interface ChannelChange {
  /** Only of a new one. */
  readonly kind?: Exclude<ChannelKind, 'email'>;
  readonly name: string;
  readonly enabled: boolean;
  /** Left out: stays as it is. */
  readonly url?: string;
  /** Left out: stays; null: none. */
  readonly secret?: string | null;
  readonly branchId?: string | null;
  readonly perMinute: number;
  readonly timing: Timing;
}

/** GET /api/deliveries?channel&state=planned|sending|sent|given-up|dropped&page&size → Page<DeliveryRow>; POST /api/deliveries/:id/retry. */
export interface DeliveryRow {
  readonly id: string;
  readonly channel: { readonly id: string; readonly name: string; readonly kind: ChannelKind };
  /** Absent for a group. */
  readonly to?: PersonRef;
  readonly state: 'planned' | 'sending' | 'sent' | 'given-up' | 'dropped';
  readonly test: boolean;
  readonly attempts: number;
  readonly count?: number;
  readonly plannedAt: string;
  readonly nextAt?: string;
  readonly sentAt?: string;
  readonly error?: string;
}

/** POST /api/tasks/bulk/assignment { tasks: [{ id, revision }], to } and POST /api/tasks/bulk/reminders { ids }. */
export interface BulkResult {
  readonly done: number;
  readonly refused: readonly { readonly id: string; readonly why: LocalText }[];
}

export interface BulkReminded {
  /** Reminders sent, one for each task and person. */
  readonly sent: number;
  /** Held back: that person was reminded of that task by hand a short while ago. */
  readonly held: number;
  readonly refused: readonly { readonly id: string; readonly why: LocalText }[];
}
