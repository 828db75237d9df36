import writeXlsxFile from 'write-excel-file/node';
import type { BranchRow } from './contract';

const COLUMNS: readonly { readonly title: string; readonly width: number; readonly value: (branch: BranchRow) => string | number | undefined }[] = [
  { title: '组织名称', width: 32, value: (branch) => branch.name },
  { title: '类型', width: 14, value: (branch) => branch.kind },
  { title: '上级', width: 24, value: (branch) => branch.parent?.name },
  { title: '状态', width: 10, value: (branch) => branch.status },
  { title: '届次', width: 8, value: (branch) => branch.termNo },
  { title: '届满日期', width: 14, value: (branch) => branch.termEnd },
  { title: '剩余天数', width: 10, value: (branch) => branch.daysLeft },
  { title: '换届方式', width: 14, value: (branch) => branch.variant },
  { title: '会长', width: 12, value: (branch) => branch.president },
  { title: '秘书长', width: 12, value: (branch) => branch.secretary },
  { title: '会员数', width: 10, value: (branch) => branch.members },
  { title: '在办换届', width: 32, value: (branch) => branch.running?.title },
];

/** The branches as an Excel workbook. */
export async function branchWorkbook(branches: readonly BranchRow[]): Promise<Buffer> {
  const head = COLUMNS.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const }));
  const rows = branches.map((branch) => COLUMNS.map(({ value }) => cellOf(value(branch))));
  return writeXlsxFile([head, ...rows], { columns: COLUMNS.map(({ width }) => ({ width })), sheet: '基层组织', stickyRowsCount: 1 }).toBuffer();
}

/** Numbers as numbers; texts as texts, with a mark before what a spreadsheet would take for a formula. */
function cellOf(value: string | number | undefined) {
  if (value === undefined) return null;
  if (typeof value === 'number') return { type: Number, value };
  return { type: String, value: textCell(value) };
}

export function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
