import type { BranchRow } from './contract';
import { workbook, type Column } from './workbook';

const COLUMNS: readonly Column<BranchRow>[] = [
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
export function branchWorkbook(branches: readonly BranchRow[]): Promise<Buffer> {
  return workbook('基层组织', COLUMNS, branches);
}
