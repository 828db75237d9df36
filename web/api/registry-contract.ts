/**
 * What the portal and the API say to each other about registries (台账) and their records. As in `contract.ts`:
 * JSON under `/api`, instants as ISO strings, errors as `Problem`, lists paged on the server.
 */
import type { LocalText } from '../../workflows/engine/plan';
import type { AssessmentView, BranchRef, FormView, InstanceRef, InstanceRow, Page, PersonRef } from './contract';

/** GET /api/registries: those that I may see. */
export interface RegistryRow {
  readonly id: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly records: number;
  readonly may: RegistryMay;
}

export interface RegistryMay {
  /** Add and change by hand; never for a registry that processes alone write. */
  readonly edit: boolean;
  readonly import: boolean;
  readonly unmask: boolean;
}

/** One field as a list shows it; `schema` is the property's own, its title in both languages beside it. */
export interface FieldView {
  readonly name: string;
  readonly title: LocalText;
  readonly schema: { readonly [keyword: string]: unknown };
  readonly personal: boolean;
  /** Words for the values of an `enum`. */
  readonly values?: readonly { readonly value: string | number | boolean; readonly title: LocalText }[];
}

/** GET /api/registries/:id */
export interface RegistryDetail extends RegistryRow {
  /** The form to add and edit, as tasks have it. */
  readonly form: FormView;
  readonly heading: string;
  readonly columns: readonly FieldView[];
  readonly filters: readonly FieldView[];
  /** Fields that `q` searches; a personal one by its exact value only. */
  readonly search: readonly FieldView[];
  readonly sort: string;
  readonly scores: readonly { readonly id: string; readonly title: LocalText; readonly note?: LocalText }[];
  readonly views: readonly SavedView[];
  /** When the registry has personal fields. */
  readonly assessment?: AssessmentView;
}

/**
 * POST /api/registries/:id/search-terms { text }: a term as it may stand in an address. What is typed may be somebody's
 * name or number, and addresses are kept in many places: `q` of a registry that searches personal fields, and `f.<personal field>`, take no other.
 */
export interface SearchTerm {
  readonly term: string;
}

/** What `q` was, masked where it may be personal. */
export interface RecordPage extends Page<RecordRow> {
  readonly searched?: string;
}

/**
 * GET /api/registries/:id/records?q&sort=-field&page&size&f.<field>=value[,value] &from.<field>=2026-01-01&until.<field>=…
 * → RecordPage. GET /api/registries/:id/export: xlsx, same filters; personal fields masked.
 */
export interface RecordRow {
  readonly id: string;
  readonly registry: string;
  /** Masked where personal, as every value here. */
  readonly heading: string;
  readonly branch?: BranchRef;
  readonly values: { readonly [field: string]: unknown };
  readonly scores: { readonly [id: string]: { readonly points: number; readonly reasons: readonly LocalText[] } };
  readonly revision: number;
  readonly updatedAt: string;
  readonly sample: boolean;
}

/**
 * GET /api/registries/:id/records/:record. POST /api/registries/:id/records { values } (header `idempotency-key`),
 * PUT …/:record { values, revision } → RecordDetail; 409 `StaleRevision`, `KeyTaken`. A masked value that comes back unchanged stays as it is.
 * With ?task=<task id>, also for who has that task of correction (`boai:corrects`): personal fields only.
 * POST …/:record/unmask { reason } → { values }: logged, and told to the data protection officer.
 * POST …/:record/erasure { reason } → destroys the personal fields for good (dpo).
 * POST /api/registries/consent/records/:record/withdrawal { reason } → RecordDetail: a consent is withdrawn, and the instances about that person hear of it.
 */
export interface RecordDetail extends RecordRow {
  readonly createdAt: string;
  readonly createdBy: PersonRef;
  readonly updatedBy: PersonRef;
  readonly history: readonly RecordChange[];
  /** Instances about this record, newest first. */
  readonly instances: readonly InstanceRow[];
  /** What other registries hold about it, newest first, at most ten each. */
  readonly linked: readonly { readonly registry: RegistryRow; readonly field: string; readonly total: number; readonly rows: readonly RecordRow[] }[];
  readonly may: { readonly edit: boolean; readonly unmask: boolean; readonly erase: boolean; /** Of a consent in force. */ readonly withdraw: boolean; /** What is personal in it, for the task that the address names. */ readonly correct?: boolean };
}

export interface RecordChange {
  readonly at: string;
  readonly by: PersonRef;
  readonly kind: 'created' | 'changed' | 'imported' | 'unmasked' | 'erased';
  readonly reason?: string;
  readonly instance?: InstanceRef;
  readonly changes: readonly { readonly field: string; readonly title: LocalText; readonly from: unknown; readonly to: unknown }[];
}

/** GET, POST { name, query, shared? }, DELETE /:view under /api/registries/:id/views: they follow the person to any device. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The list's query string. */
  readonly query: string;
  readonly shared: boolean;
  readonly mine: boolean;
}

/**
 * GET /api/registries/:id/import-template: xlsx to fill in. POST /api/registries/:id/imports (multipart `file`) → ImportView:
 * a dry run begins. POST /api/imports/:id/confirmation → ImportView: all rows or none. GET /api/imports/:id → ImportView: its progress.
 * DELETE /api/imports/:id gives it up. GET /api/registries/:id/imports → Page<ImportView>.
 */
export interface ImportView {
  readonly id: string;
  readonly registry: string;
  readonly file: string;
  readonly state: 'checking' | 'refused' | 'checked' | 'importing' | 'done' | 'failed' | 'given-up';
  readonly rows: number;
  readonly done: number;
  /** Of a checked one: what it would do; of a done one: what it did. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** By cell, `C12`; the first thousand. */
  readonly problems: readonly { readonly cell: string; readonly column: string; readonly value: string; readonly message: LocalText }[];
  readonly problemCount: number;
  readonly by: PersonRef;
  readonly at: string;
}

/** Beside a task: the record that it is about, and what is linked to it. Part of `TaskDetail`. */
export interface TaskRecord {
  readonly record: RecordRow;
  readonly registry: RegistryRow;
  readonly fields: readonly FieldView[];
  readonly related: readonly { readonly registry: RegistryRow; readonly fields: readonly FieldView[]; readonly rows: readonly RecordRow[]; readonly total: number }[];
  /** `open`: its page. `unmask`: where that is closed to one, name and number alone. */
  readonly may: { readonly unmask: boolean; readonly open: boolean };
}

