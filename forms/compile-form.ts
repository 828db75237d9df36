import type { FormDocument } from './document';
import { formHash } from './form-hash';
import { InvalidInput } from './invalid-input';
import { compileSchema, type SchemaCheck } from './schema-compiler';

/** A form whose schema is compiled; made once for each content hash. */
export interface CompiledForm {
  readonly hash: string;
  readonly document: FormDocument;
  /** Schema errors of the answers; empty when they are valid. */
  readonly schemaErrors: SchemaCheck;
}

const compiled = new Map<string, CompiledForm>();
/** Forms are few and small; the bound only keeps a designer's many drafts from piling up. */
const MOST_COMPILED = 500;

/** Compiles what `parseForm` gave. Node only (hash, eval); browsers load the source that `standaloneValidator` writes. */
export function compileForm(document: FormDocument): CompiledForm {
  const hash = formHash(document);
  const found = compiled.get(hash);
  if (found !== undefined) return found;
  const schema = compileSchema(document.schema);
  if ('problems' in schema) throw new InvalidInput(schema.problems);
  const form: CompiledForm = { hash, document, schemaErrors: schema.check };
  const [oldest] = compiled.keys();
  if (compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest);
  compiled.set(hash, form);
  return form;
}
