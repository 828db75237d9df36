export interface AuditDocument {
  readonly _id: string;
  readonly at: Date;
  readonly by: string;
  /** For example `task.completed`, `person.created`. */
  readonly action: string;
  readonly subject: string;
  readonly branchId?: string;
  readonly detail: { readonly [name: string]: unknown };
}
