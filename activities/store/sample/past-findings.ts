import { addDays } from '../../../feel/day';
import { FOUND } from './inspections';

interface Dates {
  readonly servedOn: string;
  readonly dueOn: string;
  readonly today: string;
}

/** A finding of last quarter. */
export interface PastFinding {
  readonly branchId: string;
  readonly code: string;
  readonly severity: string;
  readonly title: string;
  readonly fact: string;
  readonly basis: string;
  readonly owner: string;
  /** Days from service to the limit. */
  readonly limit: number;
  /** Days before today on which the notice was served; with the others when absent. */
  readonly served?: number;
  /** What has become of it. */
  readonly state: (dates: Dates) => { readonly [field: string]: unknown };
}

const AED = { code: 'AED', severity: '立行立改', title: 'AED电极片过期', fact: '电极片已过期，当日更换（示例）。', basis: 'AED管理要求。', owner: '秘书长' };
const FUND = { code: 'FUND', severity: '重大', title: '捐赠款账实不符', fact: '账面与收据相差，已报告（示例）。', basis: '捐赠管理办法。', owner: '会长' };
const REPORT = { code: 'REPORT', severity: '一般', title: '未按期自查自评', fact: '至截止日仍未报送自查自评（示例）。', basis: '季度督导方案', owner: '秘书长' };
const { ROLL, FEE, RECORD } = FOUND;

const closed = (days: number, more: { readonly [field: string]: unknown } = {}) => ({ servedOn, dueOn }: Dates) => {
  const submittedOn = addDays(servedOn, days - 1);
  return { status: 'closed', submittedOn, inTime: submittedOn <= dueOn, inTimeExtended: submittedOn <= dueOn, verdict: '已整改', rechecked: true, firstPass: true, closedOn: addDays(servedOn, days), daysToClose: days, ...more };
};
const closedAfterExtension = (dates: Dates) => {
  const until = addDays(dates.dueOn, 10);
  return { ...closed(22)(dates), extended: true, extendedDueOn: until, limitOn: until, inTime: false, inTimeExtended: true };
};
const overdue = (): { readonly status: string; readonly rung: string } => ({ status: 'planned', rung: '书面催办' });
const extended = ({ dueOn, today }: Dates) => ({ status: 'planned', extended: true, extendedDueOn: addDays(today, 6), limitOn: addDays(today, 6), dueOn });
const escalated = () => ({ status: 'escalated', rung: '通报', bulletin: true });

/** What was found last quarter: closed in time and late, open, overdue, with an extension, escalated, and handed over. */
export const SAMPLE_FINDINGS: readonly PastFinding[] = [
  { branchId: 'lianjing', ...ROLL, limit: 15, state: closed(14) },
  { branchId: 'lianjing', ...FEE, limit: 30, state: closed(24) },
  { branchId: 'lianjing-cun3', ...AED, limit: 3, state: closed(2) },
  { branchId: 'liutang-yiyuan1', ...AED, limit: 3, state: closed(3) },
  { branchId: 'daoxiang-cun1', ...ROLL, limit: 15, state: closedAfterExtension },
  { branchId: 'yunqiao-shequ1', ...RECORD, limit: 15, state: closed(12) },
  { branchId: 'chenhui-xuexiao1', ...ROLL, limit: 15, state: closed(28, { firstPass: false, redo: 1, inTime: true, inTimeExtended: true }) },
  { branchId: 'xinyuan-shequ4', ...REPORT, limit: 15, state: closed(9) },
  { branchId: 'hudang', ...FEE, limit: 30, served: 34, state: overdue },
  { branchId: 'hudang-shequ2', ...ROLL, limit: 15, served: 18, state: overdue },
  { branchId: 'sangyuan-cun4', ...FEE, limit: 30, served: 39, state: extended },
  { branchId: 'lingwan', ...FEE, limit: 30, served: 45, state: escalated },
  { branchId: 'chenhui-yiyuan1', ...FUND, limit: 30, served: 20, state: () => ({ status: 'planned', rung: '移送' }) },
];
