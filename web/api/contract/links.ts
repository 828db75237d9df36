import type { Variables } from '../../../feel/types';
import type { LocalText } from '../../../workflows/engine/plan';
import type { FileRef, FormView, PersonRef } from './shared';

/**
 * GET /api/tasks/:id/links, GET /api/processes/:id/links (those I made): forms that somebody without an account may fill in by a link.
 * POST /api/tasks/:id/links { label, days, sms?, phone? } (`phone` where the task's record has no number), POST /api/processes/:id/links { branchId, label, days, phone? } → LinkMade.
 * POST /api/links/:id/revocation → LinkRow.
 */
export interface LinkOffer {
  readonly links: readonly LinkRow[];
  readonly mostDays: number;
  /** Whether links can be sent as text messages. */
  readonly sms: boolean;
  /** The mobile number in the task's record, masked: text messages go there. */
  readonly number?: string;
}

/** `closed`: the task was done or withdrawn without it. */
export type LinkState = 'ready' | 'opened' | 'used' | 'expired' | 'revoked' | 'closed';

export interface LinkRow {
  readonly id: string;
  /** Whom it was made for, masked. */
  readonly label: string;
  readonly state: LinkState;
  readonly createdBy: PersonRef;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly openedAt?: string;
  readonly usedAt?: string;
  readonly revokedAt?: string;
  readonly sms?: 'sent' | 'failed';
}

/** The address is shown this once: only its hash is kept. */
export interface LinkMade {
  readonly link: LinkRow;
  readonly url: string;
}

/**
 * GET /api/f/:token, without a session: all that a link shows. POST /api/f/:token/files (multipart `file`) → FileRef; GET, HEAD /api/f/:token/files/:id.
 * POST /api/f/:token/submission { answers }, header `idempotency-key` → LinkResult. 404 `LinkUnknown`; 410 `LinkUsed`, `LinkExpired`, `LinkRevoked`, `LinkClosed`.
 */
export interface LinkView {
  readonly district: string;
  readonly branch?: string;
  /** Of the task, or of the process that the form starts. */
  readonly name: LocalText;
  readonly expiresAt: string;
  readonly due?: string;
  readonly form: FormView;
  readonly context: Variables;
  /** First values. */
  readonly answers: { readonly [name: string]: unknown };
  /** Papers that belong to it: GET /api/f/:token/papers/:id */
  readonly papers?: readonly FileRef[];
}

export interface LinkResult {
  /** False with status 202: accepted, shown a little later. */
  readonly visible: boolean;
}
