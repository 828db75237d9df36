import type { Variables } from '../../../feel/types';

export interface SubscriptionDocument {
  /** `instance id` + `#` + subscription id. */
  readonly _id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly subscriptionId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
  readonly seq: number;
  /** A closed one is kept for a day, so that a late write cannot open it again. */
  readonly open: boolean;
  readonly closedAt?: Date;
  /** The message that is on its way to it. */
  readonly takenBy?: string;
}

export interface MessageDocument {
  readonly _id: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  readonly at: Date;
  readonly expiresAt: Date;
  /** The instance that caused it: it does not hear of its own doing. */
  readonly except?: string;
  /** At most one subscription of each process gets it. */
  readonly deliveredTo: readonly { readonly processId: string; readonly subscriptionId: string }[];
}
