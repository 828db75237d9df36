import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordDocument } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import { Names } from './names';
import { recordRows } from './record-rows';
import type { Services } from './services';
import { workbook } from './workbook';

/** Unsealing this many records takes some 10 ms. */
const AT_ONCE = 50;

type Words = readonly (string | number | undefined)[];

/** Records as an Excel workbook: titles as they stand in lists, choices by their words, personal values masked, everything but numbers as texts. */
export function recordWorkbook(services: Pick<Services, 'store'>, document: RegistryDocument, parts: AsyncIterable<readonly RecordDocument[]>): Promise<Buffer> {
  const fields = [...fieldsOfRegistry(document).values()].filter(({ kind }) => kind !== 'group');
  // Only numbers are numbers: an id or a phone number that looks like one would lose its digits.
  const columns = fields.map(({ title, kind }, index) => ({ title: title.zh, width: kind === 'text' ? 20 : 14, value: (row: Words) => row[index] }));
  return workbook(document.title.zh.replace(/[\\/?*[\]:]/g, '').slice(0, 31), columns, wordsIn(services, document, fields, parts));
}

/** The cells of the records, a few at a time, so that others' requests are answered between. */
async function* wordsIn(services: Pick<Services, 'store'>, document: RegistryDocument, fields: readonly RegistryField[], parts: AsyncIterable<readonly RecordDocument[]>): AsyncGenerator<readonly Words[]> {
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += AT_ONCE) {
      const shown = await recordRows(services, document, part.slice(from, from + AT_ONCE));
      const names = await Names.of(services, [], fields.filter(({ isBranch }) => isBranch).flatMap(({ name }) => shown.map(({ values }) => textOrNothing(values[name]))));
      yield shown.map(({ values }) => fields.map((field) => wordsOf(field, values[field.name], names)));
      await nextTurn();
    }
  }
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
