import writeXlsxFile from 'write-excel-file/node';
import type { RegistryDocument } from '../../../registries/document';
import type { RegistryField } from '../../../registries/fields';
import { importFields } from './columns';

const NOTES = ['一行一条，第一行的栏目名不要改动；带 * 的必填。', '编号相同的记录会被更新，空白单元格不改动原有内容。', '只读取第一张工作表。'];

/** A workbook to fill in: the columns on its first sheet, what each takes on the second. */
export async function templateWorkbook(document: RegistryDocument): Promise<Buffer> {
  const fields = importFields(document);
  const head = fields.map(({ title, isRequired }) => ({ type: String, value: isRequired ? `${title.zh} *` : title.zh, fontWeight: 'bold' as const }));
  const text = (value: string) => ({ type: String, value });
  const explained = [
    ...NOTES.map((note) => [text(note)]),
    [],
    ['栏目', '必填', '怎么填'].map((value) => ({ type: String, value, fontWeight: 'bold' as const })),
    ...fields.map((field) => [text(field.title.zh), text(field.isRequired ? '必填' : ''), text(howTo(document, field))]),
  ];
  return writeXlsxFile([
    { data: [head], sheet: '导入', columns: fields.map(({ title }) => ({ width: Math.max(12, title.zh.length * 2 + 4) })), stickyRowsCount: 1 },
    { data: explained, sheet: '填写说明', columns: [{ width: 24 }, { width: 8 }, { width: 80 }] },
  ]).toBuffer();
}

function howTo({ key }: RegistryDocument, field: RegistryField): string {
  const isKey = key?.includes(field.name) === true ? '用来辨认同一条记录。' : '';
  return `${isKey}${kindOf(field)}`;
}

function kindOf({ kind, values, isBranch, record, schema }: RegistryField): string {
  const words = values?.map(({ title }) => title.zh).join('、');
  if (isBranch) return '组织名称或编号';
  if (record !== undefined) return '该记录的编号';
  if (schema['x-person'] !== undefined) return '姓名或登录名';
  if (kind === 'list') return words === undefined ? '多项之间用；隔开' : `可填多项，用；隔开：${words}`;
  if (kind === 'boolean') return '是、否';
  if (words !== undefined) return words;
  switch (kind) {
    case 'date': return '日期，如 2026-03-01';
    case 'date-time': return '日期和时间，如 2026-03-01 09:30';
    case 'integer': return '整数';
    case 'number': return '数字';
    default: return typeof schema['maxLength'] === 'number' ? `文字，最多 ${schema['maxLength']} 字` : '文字';
  }
}
