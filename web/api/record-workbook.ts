import type { RecordDocument } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import { Names } from './names';
import { recordRows } from './record-rows';
import type { Services } from './services';
import { workbook } from './workbook';

/** Records as an Excel workbook: titles as they stand in lists, choices by their words, personal values masked, everything but numbers as texts. */
export async function recordWorkbook(services: Pick<Services, 'store'>, document: RegistryDocument, parts: AsyncIterable<readonly RecordDocument[]>): Promise<Buffer> {
  const fields = [...fieldsOfRegistry(document).values()].filter(({ kind }) => kind !== 'group');
  const rows: (string | number | undefined)[][] = [];
  for await (const part of parts) {
    const shown = await recordRows(services, document, part);
    const names = await Names.of(services, [], fields.filter(({ isBranch }) => isBranch).flatMap(({ name }) => shown.map(({ values }) => textOrNothing(values[name]))));
    for (const { values } of shown) rows.push(fields.map((field) => wordsOf(field, values[field.name], names)));
  }
  // Only numbers are numbers: an id or a phone number that looks like one would lose its digits.
  const columns = fields.map(({ title, kind }, index) => ({ title: title.zh, width: kind === 'text' ? 20 : 14, value: (row: readonly (string | number | undefined)[]) => row[index] }));
  return workbook(document.title.zh.replace(/[\\/?*[\]:]/g, '').slice(0, 31), columns, rows);
}

function wordsOf(field: RegistryField, value: unknown, names: Names): string | number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => (typeof item === 'object' ? Object.values(item ?? {}).join(' ') : wordsOf({ ...field, kind: 'text' }, item, names))).join('；');
  const choice = field.values?.find((one) => one.value === value);
  if (choice !== undefined) return choice.title.zh;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value;
  return field.isBranch ? names.branch(String(value)).name : String(value);
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
