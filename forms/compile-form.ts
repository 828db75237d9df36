import type { FormDocument } from './document';
import type { SchemaError } from './messages';

/** A form whose schema is compiled; made once for each content hash. */
export interface CompiledForm {
  readonly hash: string;
  readonly document: FormDocument;
  /** Schema errors of the answers; empty when they are valid. */
  readonly schemaErrors: (answers: unknown) => readonly SchemaError[];
}

/** Compiles a parsed form document. Node only (hash, eval); browsers use `standaloneValidator`. */
export function compileForm(document: FormDocument): CompiledForm {
  return { hash: '', document, schemaErrors: () => [] };
}
