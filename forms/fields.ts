import type { FormDocument } from './document';
import type { ConsentText } from './consent';
import { asSchema, walkFields, type Layer } from './layers';
import { joinPointer } from './pointer';

/** A field of a form that holds one file id, or a list of them. */
export interface FileField {
  /** JSON pointer into the answers, `*` for any array item. */
  readonly path: string;
  readonly accept: readonly string[];
  readonly maxBytes: number;
  /** Most files, for a list. */
  readonly max?: number;
  /** The file is somebody's signature. */
  readonly isSignature?: true;
}

/** A boolean field by which somebody agrees to a text. */
export interface ConsentField extends ConsentText {
  readonly path: string;
}

/** A drawn signature is a PNG of at most this size. */
export const SIGNATURE_BYTES = 300_000;

export interface PersonField {
  readonly path: string;
  readonly role?: string;
}

/** JSON pointers (`*` for array items) of what is `x-pii`; what lies below one is not named again. */
export function piiPaths(document: FormDocument): readonly string[] {
  const paths = pathsWith(document, (schema) => schema['x-pii'] === true);
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

/** Fields that hold files: attachments and signatures. */
export function fileFields(document: FormDocument): readonly FileField[] {
  return fieldsWith(document, (path, schema) => {
    if (schema['x-signature'] === true) return { path, accept: ['image/png'], maxBytes: SIGNATURE_BYTES, isSignature: true as const };
    const file = asSchema(schema['x-file']);
    return file === undefined ? undefined : ({ path, ...file } as FileField);
  });
}

export function personFields(document: FormDocument): readonly PersonField[] {
  return fieldsWith(document, (path, schema) => {
    const person = asSchema(schema['x-person']);
    return person === undefined ? undefined : ({ path, ...person } as PersonField);
  });
}

/** Fields by which somebody agrees to a text, with the text. */
export function consentFields(document: FormDocument): readonly ConsentField[] {
  return fieldsWith(document, (path, schema) => {
    const consent = asSchema(schema['x-consent']);
    return consent === undefined ? undefined : ({ path, ...consent } as ConsentField);
  });
}

/** Paths of the fields that hold a branch id. */
export function branchFields(document: FormDocument): readonly string[] {
  return pathsWith(document, (schema) => schema['x-branch'] === true);
}

function pathsWith(document: FormDocument, has: (schema: Layer['schema']) => boolean): string[] {
  return fieldsWith(document, (path, schema) => (has(schema) ? path : undefined));
}

/** One result for each field, from the first of its schemas that gives one. */
function fieldsWith<T>(document: FormDocument, read: (path: string, schema: Layer['schema']) => T | undefined): T[] {
  const found: T[] = [];
  walkFields(document.schema, (path, layers) => {
    const results = layers.flatMap(({ schema }) => read(joinPointer(path), schema) ?? []);
    if (results[0] !== undefined) found.push(results[0] as T);
  });
  return found;
}
