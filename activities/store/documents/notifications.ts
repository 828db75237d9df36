import type { LocalText } from '../../../workflows/engine/plan';

/** A reminder, escalation or other notice for people, in the portal. */
export interface NotificationDocument {
  readonly _id: string;
  readonly instanceId: string;
  readonly taskId?: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly kind: 'reminder' | 'escalation' | 'notice';
  readonly text: LocalText;
  readonly branchId: string;
  readonly at: Date;
  readonly readBy: readonly string[];
  /** Until its deliveries outside the portal are planned. */
  readonly toDeliver?: true;
}
