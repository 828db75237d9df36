import type { Answers } from '../../cli/demo/cast';
import { FOUND } from '../../activities/store/sample/inspections';

/** What is found at a branch, and what becomes of it; at all others nothing is found. */
export interface Strand {
  readonly branchId: string;
  readonly found: readonly Answers[];
  /** The branch asks for more time before the first finding's limit, and gets it. */
  readonly extended?: true;
  /** The first re-check is not passed, the second is. */
  readonly redo?: true;
  /** The report turns out to be untrue. */
  readonly untrue?: true;
  /** The branch disputes what was found, and the secretary-general drops it. */
  readonly disputed?: true;
  readonly practice?: true;
}

const AED = { code: 'AED', severity: '立行立改', title: 'AED电极片过期', fact: '电极片已过期三个月（示例）。', basis: 'AED管理要求。', owner: '秘书长' };
const FUND = { code: 'FUND', severity: '重大', title: '捐赠款账实不符', fact: '账面与收据相差（示例）。', basis: '捐赠管理办法。', owner: '会长' };
const { ROLL, FEE, RECORD } = FOUND;

/** One strand for each way that a finding can go: towns, since all of them are visited. */
export const PLOT: readonly Strand[] = [
  { branchId: 'liutang', found: [FEE, ROLL], extended: true },
  { branchId: 'sangyuan', found: [RECORD], redo: true },
  { branchId: 'lingwan', found: [FUND] },
  { branchId: 'daoxiang', found: [AED] },
  { branchId: 'yunqiao', found: [FEE], untrue: true },
  { branchId: 'chenhui', found: [ROLL, RECORD], disputed: true },
  { branchId: 'hudang', found: [ROLL], practice: true },
  { branchId: 'xinyuan', found: [], practice: true },
];
