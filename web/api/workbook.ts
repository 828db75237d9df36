import writeXlsxFile from 'write-excel-file/node';
import { districtDay } from '../../activities/store/district-day';
import type { Call } from './routes';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Column<Row> {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row) => string | number | undefined;
}

/** Rows as an Excel workbook with one sheet and a head that stays in view. */
export async function workbook<Row>(sheet: string, columns: readonly Column<Row>[], rows: readonly Row[]): Promise<Buffer> {
  const head = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const }));
  const lines = rows.map((row) => columns.map(({ value }) => cellOf(value(row))));
  return writeXlsxFile([head, ...lines], { columns: columns.map(({ width }) => ({ width })), sheet, stickyRowsCount: 1 }).toBuffer();
}

/** Numbers as numbers; texts as texts, with a mark before what a spreadsheet would take for a formula. */
function cellOf(value: string | number | undefined) {
  if (value === undefined) return null;
  if (typeof value === 'number') return { type: Number, value };
  return { type: String, value: textCell(value) };
}

function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Answers with a workbook as a download, named after what it holds and the day. */
export function sendWorkbook({ response, at, config }: Call, name: string, workbook: Buffer): undefined {
  response.attachment(`${name}-${districtDay(at, config.zone)}.xlsx`);
  response.type(XLSX).send(workbook);
}
