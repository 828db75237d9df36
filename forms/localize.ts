import type { FormDocument } from './document';
import { resolvePointer, splitPointer } from './pointer';

/** The document with the texts inside its schema and uiSchema in that language; Chinese where no English is given. */
export function localize(document: FormDocument, locale: 'zh' | 'en'): FormDocument {
  if (locale === 'zh' || document.en === undefined) return document;
  const copy = structuredClone(document);
  for (const [pointer, text] of Object.entries(document.en)) {
    const segments = splitPointer(pointer);
    const parent = resolvePointer(copy, segments.slice(0, -1));
    const key = segments.at(-1);
    if (key !== undefined && typeof resolvePointer(copy, segments) === 'string') (parent as Record<string, unknown>)[key] = text;
  }
  return copy;
}
