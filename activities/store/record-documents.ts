/** The shapes of what MongoDB holds about registries, as plain objects. */
import type { RegistryDocument } from '../../registries/document';
import type { LocalText } from '../../workflows/engine/plan';
import type { SealedValue } from './personal-data';

/** A published version of a registry, by its content hash. */
export interface RegistryVersionDocument {
  readonly _id: string;
  readonly registryId: string;
  readonly latest: boolean;
  readonly document: RegistryDocument;
  /** The version of the form `registry.<id>`. */
  readonly formHash: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

export type RecordValues = { readonly [field: string]: unknown };

export interface RecordScore {
  readonly points: number;
  readonly reasons: readonly LocalText[];
}

/** A record, in the collection of its registry. Personal values are sealed in place. */
export interface RecordDocument {
  readonly _id: string;
  /** The owning branch; empty for the district's. */
  readonly branchId: string;
  readonly values: RecordValues;
  /** Keyed hashes by field, for `x-lookup`. */
  readonly lookups: { readonly [field: string]: string };
  /** The natural key, once all of its fields are filled. */
  readonly key?: string;
  readonly scores: { readonly [id: string]: RecordScore };
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  readonly sample: boolean;
  readonly erasedAt?: Date;
  /** Ids of the last changes: one that comes again changes nothing. */
  readonly recentChanges: readonly string[];
  /** Changes that history and messages have not heard of yet: written with the record, so that none is lost. */
  readonly outbox?: readonly RecordChangeDocument[];
}

export type RecordChangeKind = 'created' | 'changed' | 'imported' | 'unmasked' | 'erased';

/** One entry of a record's history. Values of personal fields are sealed like the record's own. */
export interface RecordChangeDocument {
  /** `registry/record#revision`; of what does not change the record, an id of its own. */
  readonly _id: string;
  readonly registry: string;
  readonly recordId: string;
  readonly branchId: string;
  /** Of a record that moved: whose it was. */
  readonly formerBranchId?: string;
  readonly revision: number;
  readonly kind: RecordChangeKind;
  readonly at: Date;
  readonly by: string;
  /** Sealed where somebody may have written whom it is about; null when the key is gone. */
  readonly reason?: string | SealedValue | null;
  readonly instanceId?: string;
  readonly taskId?: string;
  readonly importId?: string;
  readonly changes: readonly { readonly field: string; readonly from?: unknown; readonly to?: unknown }[];
}
