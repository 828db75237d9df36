import type { LocalText } from '../../../workflows/engine/plan';
import type { PersonRef } from './shared';

/** GET /api/notifications?unread=1&page&size; POST /api/notifications/read { ids } or { all: true } */
export interface NotificationRow {
  readonly id: string;
  readonly kind: 'reminder' | 'escalation' | 'notice';
  readonly text: LocalText;
  readonly at: string;
  readonly read: boolean;
  readonly taskId?: string;
  readonly instanceId: string;
}

/** GET /api/live: server-sent events of this type, only about what I may see. */
export type LiveEvent =
  | { readonly kind: 'tasks-changed'; readonly instanceId: string; readonly taskIds: readonly string[] }
  | { readonly kind: 'instance-changed'; readonly instanceId: string; readonly seq: number }
  | { readonly kind: 'draft-changed'; readonly taskId: string; readonly revision: number; readonly by: PersonRef }
  | { readonly kind: 'notified'; readonly unread: number }
  /** Without ids: any of the registry's may have changed. */
  | { readonly kind: 'records-changed'; readonly registry: string; readonly recordIds?: readonly string[] };
