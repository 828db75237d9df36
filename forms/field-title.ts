import type { FormDocument } from './document';
import { asSchema, layersAt, type Layer } from './layers';
import { joinPointer } from './pointer';
import type { LocalText } from '../workflows/engine/plan';

/** What a message needs to know of the field that it speaks about. */
export interface Field {
  readonly title: LocalText;
  /** Row within the nearest list, counted from 1. */
  readonly row?: number;
  readonly isFile: boolean;
  readonly isSignature: boolean;
  /** Chosen rather than typed. */
  readonly isChoice: boolean;
}

/** The field at a path of the answers; one that the form doesn't know is called by its name. */
export function fieldAt(document: FormDocument, path: readonly string[]): Field {
  const layers = layersAt(document.schema, path);
  const parent = path.slice(0, -1);
  const rowIndex = path.findLastIndex((segment, index) => /^\d+$/.test(segment) && layersAt(document.schema, path.slice(0, index)).some(({ schema }) => schema.items !== undefined));
  const title = titleOf(document, layers) ?? (rowIndex === path.length - 1 && path.length > 1 ? titleOf(document, layersAt(document.schema, parent)) : undefined);
  return {
    title: title ?? formTitle(document, path),
    ...(rowIndex === -1 ? {} : { row: Number(path[rowIndex]) + 1 }),
    isFile: layers.some(({ schema }) => schema['x-file'] !== undefined),
    isSignature: layers.some(({ schema }) => schema['x-signature'] === true),
    isChoice: layers.some(({ schema }) => isChoice(schema)),
  };
}

/** The title in quotation marks, with its row where it stands in a list. */
export function quoted({ title, row }: Field): { zh: string; en: string } {
  const en = `"${title.en ?? title.zh}"`;
  return row === undefined ? { zh: `“${title.zh}”`, en } : { zh: `“${title.zh}”（第 ${row} 行）`, en: `${en} (row ${row})` };
}

function titleOf(document: FormDocument, layers: readonly Layer[]): LocalText | undefined {
  for (const { schema, pointer } of layers) {
    if (typeof schema.title !== 'string' || schema.title === '') continue;
    const en = document.en?.[joinPointer([...pointer, 'title'])];
    return en === undefined ? { zh: schema.title } : { zh: schema.title, en };
  }
  return undefined;
}

function formTitle(document: FormDocument, path: readonly string[]): LocalText {
  return path.length === 0 ? document.title : { zh: path.at(-1) ?? '' };
}

function isChoice(schema: Layer['schema']): boolean {
  if (schema.enum !== undefined || schema.type === 'boolean' || schema['x-person'] !== undefined || schema['x-branch'] === true || schema['x-record'] !== undefined) return true;
  return Array.isArray(schema.oneOf) && schema.oneOf.every((option) => asSchema(option)?.const !== undefined);
}
