/** A link by which somebody without an account fills in one form, once. Its token is known to nobody but who holds it. */
export interface LinkDocument {
  /** Says nothing about the token; who acts through the link is called `link/<id>`. */
  readonly _id: string;
  /** SHA-256 of the token. */
  readonly tokenHash: string;
  readonly kind: 'task' | 'start';
  readonly taskId?: string;
  /** Of a start link: the instance that it began. */
  readonly instanceId?: string;
  readonly processId: string;
  readonly branchId: string;
  /** Whom it was made for, masked. */
  readonly label: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly openedAt?: Date;
  /** Idempotency key of the submission that has taken the link. */
  readonly key?: string;
  /** Since when. */
  readonly keyAt?: Date;
  readonly usedAt?: Date;
  readonly revokedAt?: Date;
  readonly revokedBy?: string;
  /** Whether its text message went out; never to which number. */
  readonly sms?: { readonly at: Date; readonly sent: boolean };
}
