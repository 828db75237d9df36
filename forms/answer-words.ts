import type { FormDocument, JsonSchema } from './document';
import { fieldAt } from './field-title';
import { asSchema, memberLayers, propertyNames, rootLayers, type Layer } from './layers';
import { resolvePointer } from './pointer';

/** One answer as it reads on paper: 联系电话 — 13800000000. */
export interface AnswerWord {
  readonly label: string;
  readonly text: string;
}

/** What ids in answers are called, and where in the world the day is read. */
export interface WordNames {
  readonly branch: (id: string) => string;
  readonly file: (id: string) => string;
  readonly zone: string;
}

type Values = { readonly [name: string]: unknown };

interface Place {
  readonly form: FormDocument;
  readonly names: WordNames;
  readonly path: readonly string[];
  /** What stands before the label of what is inside a list or a group: 亲友联系人 1 · */
  readonly within: string;
}

/**
 * Everything that answers (or a record) hold, in the Chinese words of their form: choices by their names, branches and
 * files by theirs, lists item by item. Names of staff and ids of records stay out.
 */
export function answerWords(form: FormDocument, answers: Values, names: WordNames): AnswerWord[] {
  return membersOf({ form, names, path: [], within: '' }, answers, rootLayers(form.schema));
}

function membersOf(place: Place, values: Values, layers: readonly Layer[]): AnswerWord[] {
  return orderOf(place, layers, values).flatMap((name) => {
    const member = memberLayers(layers, name);
    return wordsAt({ ...place, path: [...place.path, name] }, values[name], member);
  });
}

/** In the order of the form; what the form doesn't know any more comes last. */
function orderOf({ form, path }: Place, layers: readonly Layer[], values: Values): string[] {
  const order: unknown = resolvePointer(form, ['uiSchema', ...uiPath(path), 'ui:order']);
  const ordered = Array.isArray(order) ? order.filter((name): name is string => typeof name === 'string' && name !== '*') : [];
  return [...new Set([...ordered, ...propertyNames(layers), ...Object.keys(values)])];
}

function wordsAt(place: Place, value: unknown, layers: readonly Layer[]): AnswerWord[] {
  if (value === undefined || value === null || value === '' || isNobodysAnswer(layers)) return [];
  const title = titleAt(place);
  if (Array.isArray(value)) return listWords(place, title, value, layers);
  if (typeof value === 'object') return membersOf({ ...place, within: `${title} · ` }, value as Values, layers);
  return [{ label: title, text: wordOf(place, value, layers) }];
}

function listWords(place: Place, title: string, items: readonly unknown[], layers: readonly Layer[]): AnswerWord[] {
  const layersOf = (index: number): readonly Layer[] => memberLayers(layers, String(index));
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    if (isNobodysAnswer(layersOf(0))) return [];
    const words = items.map((item, index) => wordOf({ ...place, path: [...place.path, String(index)] }, item, [...layersOf(index), ...layers]));
    return words.length === 0 ? [] : [{ label: title, text: words.join('、') }];
  }
  return items.flatMap((item, index) =>
    typeof item === 'object' && item !== null ? membersOf({ ...place, path: [...place.path, String(index)], within: `${title} ${index + 1} · ` }, item as Values, layersOf(index)) : [],
  );
}

function titleAt({ form, path, within }: Place): string {
  return `${within}${fieldAt(form, path).title.zh}`;
}

/** Who of the staff it was, and ids of records, say nothing to the person. */
function isNobodysAnswer(layers: readonly Layer[]): boolean {
  return layers.some(({ schema }) => schema['x-person'] !== undefined || schema['x-record'] !== undefined);
}

function wordOf(place: Place, value: unknown, layers: readonly Layer[]): string {
  const schemas = layers.map(({ schema }) => schema);
  const has = (keyword: string): boolean => schemas.some((schema) => schema[keyword] !== undefined);
  if (typeof value === 'boolean') return consentWord(schemas, value) ?? choiceOf(place, value, layers) ?? (value ? '是' : '否');
  const text = String(value);
  if (has('x-signature')) return '（本人签名）';
  if (has('x-file')) return place.names.file(text);
  if (has('x-branch')) return place.names.branch(text);
  return choiceOf(place, value, layers) ?? (schemas.some((schema) => schema['format'] === 'date-time') ? instantOf(text, place.names.zone) : text);
}

/** 同意（《…》第2版） */
function consentWord(schemas: readonly JsonSchema[], given: boolean): string | undefined {
  const consent = schemas.map((schema) => asSchema(schema['x-consent'])).find((one) => one !== undefined);
  if (consent === undefined) return undefined;
  return `${given ? '同意' : '不同意'}（文本第${String(consent['version'] ?? '')}版）`;
}

function choiceOf({ form, path }: Place, value: unknown, layers: readonly Layer[]): string | undefined {
  for (const { schema } of layers) {
    const index = Array.isArray(schema['enum']) ? schema['enum'].indexOf(value) : -1;
    const word = index === -1 ? undefined : nameAt(form, path, index);
    if (word !== undefined) return word;
    const option = Array.isArray(schema['oneOf']) ? schema['oneOf'].map((one: unknown) => asSchema(one)).find((one) => one?.['const'] === value) : undefined;
    if (typeof option?.title === 'string') return option.title;
  }
  return undefined;
}

/** The words of a list's choices may stand at its items or at the list itself. */
function nameAt(form: FormDocument, path: readonly string[], index: number): string | undefined {
  const places = /^\d+$/.test(path.at(-1) ?? '') ? [path, path.slice(0, -1)] : [path];
  const found = places.map((place) => resolvePointer(form, ['uiSchema', ...uiPath(place), 'ui:enumNames', String(index)])).find((word) => typeof word === 'string' && word !== '');
  return typeof found === 'string' ? found : undefined;
}

function uiPath(path: readonly string[]): string[] {
  return path.map((segment) => (/^\d+$/.test(segment) ? 'items' : segment));
}

function instantOf(text: string, zone: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}
