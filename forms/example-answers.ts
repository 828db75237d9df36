import type { Variables } from '../feel/types';
import type { FormDocument } from './document';

/** The form's first example, else the schema's defaults: what a rehearsal answers. */
export function exampleAnswers(document: FormDocument): Variables {
  return (document.examples[0] ?? {}) as Variables;
}
