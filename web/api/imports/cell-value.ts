import type { LocalText } from '../../../workflows/engine/plan';
import type { RegistryField } from '../../../registries/fields';
import { isDate, type Cell } from './sheet-rows';

/** A cell as a field's value; `empty` where nothing stands, or what is wrong with it. */
export type CellValue = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'empty' } | { readonly kind: 'wrong'; readonly message: LocalText };

const EMPTY: CellValue = { kind: 'empty' };
const wrong = (zh: string, en: string): CellValue => ({ kind: 'wrong', message: { zh, en } });
const found = (value: unknown): CellValue => ({ kind: 'value', value });

const YES: ReadonlySet<string> = new Set(['是', '有', '√', 'y', 'yes', 'true', '1']);
const NO: ReadonlySet<string> = new Set(['否', '无', '×', 'n', 'no', 'false', '0']);

/** Reads a cell as its field wants it: dates in the usual ways of writing, choices by their words, lists with ； between. References are looked up later. */
export function cellValue(field: RegistryField, cell: Cell): CellValue {
  const text = textOf(cell);
  if (text === '') return EMPTY;
  if (field.kind === 'list') return listValue(field, text);
  if (field.values !== undefined && field.kind !== 'boolean') return choiceValue(field, text);
  switch (field.kind) {
    case 'boolean': return YES.has(text.toLowerCase()) ? found(true) : NO.has(text.toLowerCase()) ? found(false) : wrong('请填“是”或“否”。', 'Write yes or no.');
    case 'number': case 'integer': return numberValue(field, cell, text);
    case 'date': return dateValue(cell, text);
    case 'date-time': return instantValue(cell, text);
    case 'text': case 'group': return textValue(cell, text);
  }
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (isDate(cell)) return cell.toISOString().slice(0, 10);
  return String(cell).normalize('NFC').trim();
}

/** A number that stands for a text (a phone number) keeps its digits, while it has them all. */
function textValue(cell: Cell, text: string): CellValue {
  if (typeof cell !== 'number') return found(text);
  if (!Number.isSafeInteger(cell)) return Number.isInteger(cell) ? wrong('数字太长，Excel 已丢失末尾几位。请把单元格格式设为“文本”后重新填写。', 'The number is too long: Excel has lost its last digits. Format the cell as text and write it again.') : found(String(cell));
  return found(String(cell));
}

function choiceValue({ values = [] }: RegistryField, text: string): CellValue {
  const choice = values.find(({ value, title }) => title.zh === text || title.en === text || String(value) === text);
  if (choice !== undefined) return found(choice.value);
  const words = values.map(({ title }) => title);
  return wrong(`没有“${text}”这个选项，可填：${words.map(({ zh }) => zh).join('、')}。`, `There is no choice “${text}”; one of: ${words.map(({ zh, en }) => en ?? zh).join(', ')}.`);
}

function listValue(field: RegistryField, text: string): CellValue {
  const items = text.split(/[；;、,，\n]/).map((item) => item.trim()).filter((item) => item !== '');
  const read = items.map((item) => (field.values === undefined ? found(item) : choiceValue(field, item)));
  return read.find((one) => one.kind === 'wrong') ?? found(read.map((one) => (one.kind === 'value' ? one.value : undefined)));
}

function numberValue({ kind }: RegistryField, cell: Cell, text: string): CellValue {
  const number = typeof cell === 'number' ? cell : /^[+-]?[\d,，]+(\.\d+)?$/.test(text) ? Number(text.replace(/[,，]/g, '')) : NaN;
  if (!Number.isFinite(number)) return wrong('请填数字。', 'Write a number.');
  return kind === 'integer' && !Number.isInteger(number) ? wrong('请填整数。', 'Write a whole number.') : found(number);
}

function dateValue(cell: Cell, text: string): CellValue {
  if (isDate(cell)) return found(cell.toISOString().slice(0, 10));
  const day = dayIn(text);
  return day === undefined ? wrong('请填日期，如 2026-03-01。', 'Write a date such as 2026-03-01.') : found(day);
}

/** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301; undefined for what is no day. */
function dayIn(text: string): string | undefined {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

function instantValue(cell: Cell, text: string): CellValue {
  // A workbook knows no zones: its clock is the district's.
  if (isDate(cell)) return found(new Date(cell.getTime() - 8 * 3_600_000).toISOString());
  const [dayText = '', time = '00:00'] = text.split(/\s+/);
  const day = dayIn(dayText);
  const clock = /^(\d{1,2})[:：](\d{2})$/.exec(time);
  if (day === undefined || clock === null || Number(clock[1]) > 23 || Number(clock[2]) > 59) return wrong('请填日期和时间，如 2026-03-01 09:30。', 'Write a date and time such as 2026-03-01 09:30.');
  return found(new Date(`${day}T${(clock[1] ?? '').padStart(2, '0')}:${clock[2] ?? ''}:00+08:00`).toISOString());
}
