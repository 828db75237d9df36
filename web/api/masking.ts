import type { JsonSchema, Mask } from '../../forms/document';
import { memberLayers, rootLayers, type Layer } from '../../forms/layers';

type Answers = { readonly [name: string]: unknown };

/** What stands for a personal value that is no text. */
const HIDDEN = '••••';

/** A personal text with its middle hidden: 张*, 138****1234. */
export function masked(text: string): string {
  const letters = [...text];
  if (letters.length <= 1) return '*';
  if (/^\+?[\d -]{7,}$/.test(text)) return `${letters.slice(0, 3).join('')}****${letters.slice(-4).join('')}`;
  if (letters.length <= 4 || /^\p{Script=Han}{1,8}$/u.test(text)) return `${letters[0] ?? ''}${'*'.repeat(letters.length - 1)}`;
  return `${letters.slice(0, 2).join('')}${'*'.repeat(Math.min(letters.length - 3, 8))}${letters.at(-1) ?? ''}`;
}

/** A personal text as its field's `x-mask` shows it: 张*, 138****1234, 前3后4, ***. */
export function maskedAs(mask: Mask, text: string): string {
  const letters = [...text];
  switch (mask) {
    case 'name': return letters.length <= 1 ? '*' : `${letters[0] ?? ''}*`;
    case 'mobile': return letters.length < 9 ? '****' : `${letters.slice(0, 3).join('')}****${letters.slice(-4).join('')}`;
    case 'id': return letters.length < 10 ? `${letters[0] ?? ''}***` : `${letters.slice(0, 3).join('')}${'*'.repeat(Math.min(letters.length - 7, 11))}${letters.slice(-4).join('')}`;
    case 'text': return '***';
  }
}

/** The answers with everything personal masked, as the fields of their schema say. */
export function maskAnswers(schema: JsonSchema, answers: Answers): Answers {
  return maskMembers(answers, rootLayers(schema), false);
}

function maskMembers(values: Answers, layers: readonly Layer[], isPersonal: boolean): Answers {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, maskValue(value, memberLayers(layers, name), isPersonal)]));
}

function maskValue(value: unknown, layers: readonly Layer[], within: boolean): unknown {
  const isPersonal = within || layers.some(({ schema }) => schema['x-pii'] === true);
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => maskValue(item, memberLayers(layers, String(index)), isPersonal));
  if (typeof value === 'object') return maskMembers(value as Answers, layers, isPersonal);
  if (!isPersonal) return value;
  if (typeof value !== 'string') return HIDDEN;
  const mask = layers.map(({ schema }) => schema['x-mask']).find((one) => one !== undefined);
  return mask === undefined ? masked(value) : maskedAs(mask as Mask, value);
}

/**
 * What somebody sends back who was shown `shown` in place of `kept`: what came back as it was shown stays as it was,
 * part by part, also where a list lost or gained items.
 */
export function unmasked(sent: unknown, shown: unknown, kept: unknown): unknown {
  if (isSame(sent, shown)) return kept;
  if (Array.isArray(sent) && Array.isArray(shown) && Array.isArray(kept)) return unmaskedItems(sent, shown, kept);
  if (isObject(sent) && isObject(shown) && isObject(kept)) return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, Object.hasOwn(shown, name) ? unmasked(value, shown[name], kept[name]) : value]));
  return sent;
}

/** Items are found again by what was shown of them: whole first, then those that are still most alike, then by their place. */
function unmaskedItems(sent: readonly unknown[], shown: readonly unknown[], kept: readonly unknown[]): unknown[] {
  const free = new Set(shown.keys());
  const found = new Map<number, number>();
  const take = (place: number, index: number | undefined): void => {
    if (index === undefined || found.has(place)) return;
    free.delete(index);
    found.set(place, index);
  };
  for (const [place, item] of sent.entries()) take(place, [place, ...free].find((index) => free.has(index) && isSame(item, shown[index])));
  for (const [place, item] of sent.entries()) take(place, [...free].filter((index) => alike(item, shown[index]) > 0).sort((a, b) => alike(item, shown[b]) - alike(item, shown[a]))[0]);
  for (const place of sent.keys()) take(place, free.has(place) ? place : undefined);
  return sent.map((item, place) => {
    const index = found.get(place);
    return index === undefined ? item : unmasked(item, shown[index], kept[index]);
  });
}

/** How many members two objects share. */
function alike(a: unknown, b: unknown): number {
  return isObject(a) && isObject(b) ? Object.keys(a).filter((name) => Object.hasOwn(b, name) && isSame(a[name], b[name])).length : 0;
}

/** JSON pointers of personal texts that are still masks: somebody changed a part of one. */
export function masksLeft(schema: JsonSchema, answers: Answers): string[] {
  const left: string[] = [];
  const walk = (value: unknown, layers: readonly Layer[], path: string, within: boolean): void => {
    const isPersonal = within || layers.some((layer) => layer.schema['x-pii'] === true);
    if (typeof value === 'string' && isPersonal && /[*•]/.test(value)) left.push(path);
    if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) walk(item, memberLayers(layers, name), `${path}/${name}`, isPersonal);
  };
  walk(answers, rootLayers(schema), '', false);
  return left;
}

function isObject(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]));
}
