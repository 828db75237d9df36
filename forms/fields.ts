import type { FormDocument } from './document';

/** A field of a form that holds files. */
export interface FileField {
  /** JSON pointer into the answers, `*` for any array item. */
  readonly path: string;
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly max?: number;
}

export interface PersonField {
  readonly path: string;
  readonly role?: string;
}

/** JSON pointers (`*` for array items) of what is `x-pii`. */
export function piiPaths(_document: FormDocument): readonly string[] {
  return [];
}

export function fileFields(_document: FormDocument): readonly FileField[] {
  return [];
}

export function personFields(_document: FormDocument): readonly PersonField[] {
  return [];
}

export function branchFields(_document: FormDocument): readonly string[] {
  return [];
}
